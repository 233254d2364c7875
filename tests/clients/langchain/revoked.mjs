import assert from "node:assert/strict";
import { chatModel } from "./exercise.mjs";

await assert.rejects(chatModel({}).invoke("Hello"), { status: 403, code: "invalid_api_key" });

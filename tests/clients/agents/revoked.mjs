import assert from "node:assert/strict";
import { createAgent, createRunner } from "./exercise.mjs";

await assert.rejects(createRunner(false).run(createAgent(), "Hello"), { status: 403, code: "invalid_api_key" });

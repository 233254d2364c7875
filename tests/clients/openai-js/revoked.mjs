import assert from "node:assert/strict";
import OpenAI from "openai";
import { BASE_URL, OFFLINE, THESYS_API_KEY } from "../questions.mjs";

const client = new OpenAI({ baseURL: BASE_URL, apiKey: THESYS_API_KEY });
const ask = { model: OFFLINE, messages: [{ role: "user", content: "Hello" }] };
await assert.rejects(client.chat.completions.create(ask), (error) => {
  assert.ok(error instanceof OpenAI.PermissionDeniedError);
  assert.equal(error.code, "invalid_api_key");
  return true;
});

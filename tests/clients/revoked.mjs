import assert from "node:assert/strict";
import OpenAI from "openai";

const client = new OpenAI({ baseURL: process.env.BASE_URL, apiKey: process.env.THESYS_API_KEY });
const ask = { model: "c1/vitrine/offline/v-20261122", messages: [{ role: "user", content: "Hello" }] };
await assert.rejects(client.chat.completions.create(ask), (error) => {
  assert.ok(error instanceof OpenAI.PermissionDeniedError);
  assert.equal(error.code, "invalid_api_key");
  return true;
});

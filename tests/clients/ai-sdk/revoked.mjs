import assert from "node:assert/strict";
import { createOpenAI } from "@ai-sdk/openai";
import { generateText } from "ai";
import { BASE_URL, OFFLINE, THESYS_API_KEY } from "../questions.mjs";

const openai = createOpenAI({ baseURL: BASE_URL, apiKey: THESYS_API_KEY });
await assert.rejects(generateText({ model: openai.chat(OFFLINE), prompt: "Hello" }), { name: "AI_APICallError", statusCode: 403 });

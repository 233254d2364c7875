import assert from "node:assert/strict";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateText, Output, stepCountIs, streamText, tool } from "ai";
import { z } from "zod/v4";
import {
  assertPerson,
  assertWeather,
  BASE_URL,
  endless,
  PERSON,
  PROVIDER_MODELS,
  THESYS_API_KEY,
  WEATHER,
  weather,
} from "../questions.mjs";

// Over every wire format of a provider: an agent of two turns whose reasoning goes back, an object, and a stop in the middle.

const address = { baseURL: BASE_URL, apiKey: THESYS_API_KEY };
const openai = createOpenAI(address);
const vitrine = createOpenAICompatible({ name: "vitrine", ...address, supportsStructuredOutputs: true });
const sealed = { openai: { store: false, include: ["reasoning.encrypted_content"], forceReasoning: true } };

for (const model of PROVIDER_MODELS) {
  await exercise(openai.chat(model));
  await exercise(vitrine(model));
  await exercise(openai.responses(model));
  await exercise(openai.responses(model), sealed);
}

async function exercise(model, providerOptions = {}) {
  const settings = { model, providerOptions, maxRetries: 0 };
  const { description, answer: execute } = weather;
  const get_weather = tool({ description, inputSchema: z.object({ city: z.string() }), execute, strict: true });
  const agent = { ...settings, tools: { get_weather }, stopWhen: stepCountIs(3) };
  const called = await generateText({ ...agent, prompt: WEATHER });
  assert.equal(called.steps.length, 2);
  assertWeather(called.text);
  const streamed = streamText({ ...agent, prompt: WEATHER });
  assertWeather(await streamed.text);

  const output = Output.object({ schema: z.object({ name: z.string(), born: z.int() }), name: "person" });
  assertPerson((await generateText({ ...settings, prompt: PERSON, output })).output);

  const { question, stopped } = endless();
  const stop = new AbortController();
  const { textStream } = streamText({ ...settings, prompt: question, abortSignal: stop.signal });
  for await (const piece of textStream) if (piece) stop.abort();
  await stopped();
}

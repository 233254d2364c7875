import assert from "node:assert/strict";
import { tool } from "@openai/agents";
import { z } from "zod/v4";
import { assertPerson, assertWeather, endless, PERSON, PROVIDER_MODELS, WEATHER, weather } from "../questions.mjs";
import { createAgent, createRunner } from "./exercise.mjs";

// Over every wire format of a provider: an agent of two turns whose reasoning goes back, an object, and a stop in the middle.

const { name, description, answer } = weather;
const get_weather = tool({
  name,
  description,
  parameters: z.object({ city: z.string() }),
  execute: (input) => JSON.stringify(answer(input)),
});
const SEALED = { store: false, providerData: { include: ["reasoning.encrypted_content"] } };

for (const model of PROVIDER_MODELS) {
  await exercise(createRunner(false), { model });
  await exercise(createRunner(true), { model });
  await exercise(createRunner(true), { model, modelSettings: SEALED });
}

async function exercise(runner, options) {
  assertWeather((await runner.run(createAgent({ ...options, tools: [get_weather] }), WEATHER)).finalOutput);
  const reader = createAgent({ ...options, outputType: z.object({ name: z.string(), born: z.int() }) });
  assertPerson((await runner.run(reader, PERSON)).finalOutput);

  const { question, stopped } = endless();
  const stop = new AbortController();
  const stream = await runner.run(createAgent(options), question, { stream: true, signal: stop.signal });
  let said = "";
  for await (const piece of stream.toTextStream()) {
    said += piece;
    stop.abort();
  }
  assert.notEqual(said, "");
  await stopped();
}

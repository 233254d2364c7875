import assert from "node:assert/strict";
import { HumanMessage, ToolMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { z } from "zod/v4";
import { assertPerson, assertWeather, endless, PERSON, PROVIDER_MODELS, WEATHER, weather } from "../questions.mjs";
import { chatModel } from "./exercise.mjs";

// Over every wire format of a provider: an agent of two turns whose reasoning goes back, an object, and a stop in the middle.

for (const model of PROVIDER_MODELS) {
  await exercise({ model });
  await exercise({ model, useResponsesApi: true });
  await exercise({ model, useResponsesApi: true, zdrEnabled: true });
}

async function exercise(options) {
  const model = chatModel({ ...options, maxRetries: 0 });
  const { name, description, answer } = weather;
  const get_weather = tool(answer, { name, description, schema: z.object({ city: z.string() }) });
  const withTools = model.bindTools([get_weather], { strict: true });
  const messages = [new HumanMessage(WEATHER)];
  const called = await withTools.invoke(messages);
  const [call] = called.tool_calls;
  assert.deepEqual(call.args, { city: "Paris" });
  messages.push(called, new ToolMessage({ tool_call_id: call.id, content: JSON.stringify(answer(call.args)) }));
  assertWeather((await withTools.invoke(messages)).text);

  const schema = z.object({ name: z.string(), born: z.int() });
  const structured = model.withStructuredOutput(schema, { name: "person", method: "jsonSchema", strict: true });
  assertPerson(await structured.invoke(PERSON));

  const { question, stopped } = endless();
  // Leaving the loop aborts the request.
  for await (const chunk of await model.stream(question)) if (chunk.text) break;
  await stopped();
}

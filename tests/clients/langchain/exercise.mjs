import assert from "node:assert/strict";
import { HumanMessage, ToolMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { ChatOpenAI } from "@langchain/openai";
import { z } from "zod/v4";
import {
  assertCapital,
  assertChart,
  assertPerson,
  assertPopulation,
  assertWeather,
  BASE_URL,
  CAPITAL,
  CHART,
  MODEL,
  PERSON,
  POPULATION,
  THESYS_API_KEY,
  WEATHER,
  weather,
} from "../questions.mjs";

export const chatModel = (options) =>
  new ChatOpenAI({ model: MODEL, apiKey: THESYS_API_KEY, configuration: { baseURL: BASE_URL }, ...options });

/** Everything LangChain does with a chat model, over either API: text, stream, dialogue, tools, objects, limits, errors. */
export async function exercise(options) {
  const model = chatModel(options);

  // Whole and streamed.
  const whole = await model.invoke(CHART);
  assertChart(whole.text);
  assert.ok(whole.usage_metadata.input_tokens > 0 && whole.usage_metadata.output_tokens > 0);
  const pieces = [];
  for await (const chunk of await model.stream(CHART)) pieces.push(chunk.text);
  assert.ok(pieces.length > 3, "the answer comes in pieces");
  assert.equal(pieces.join(""), whole.text, "what is streamed adds up to what is answered whole");

  // A dialogue.
  const dialogue = [new HumanMessage(CAPITAL)];
  dialogue.push(await model.invoke(dialogue));
  assertCapital(dialogue[1].text);
  dialogue.push(new HumanMessage(POPULATION));
  assertPopulation((await model.invoke(dialogue)).text);

  // A tool, there and back; the call also in pieces.
  const get_weather = tool(weather.answer, {
    name: weather.name,
    description: weather.description,
    schema: z.object({ city: z.string() }),
  });
  const withTools = model.bindTools([get_weather]);
  const messages = [new HumanMessage(WEATHER)];
  const called = await withTools.invoke(messages);
  const [call] = called.tool_calls;
  assert.equal(call.name, weather.name);
  assert.deepEqual(call.args, { city: "Paris" });
  const result = await get_weather.invoke(call);
  messages.push(called, new ToolMessage({ tool_call_id: call.id, content: JSON.stringify(result.content ?? result) }));
  assertWeather((await withTools.invoke(messages)).text);
  let streamed;
  for await (const chunk of await withTools.stream(WEATHER)) streamed = streamed ? streamed.concat(chunk) : chunk;
  assert.deepEqual(streamed.tool_calls[0].args, { city: "Paris" });

  // An object, checked by LangChain against its schema.
  const structured = model.withStructuredOutput(z.object({ name: z.string(), born: z.int() }), { name: "person", method: "jsonSchema" });
  assertPerson(await structured.invoke(PERSON));

  // Refusals.
  await assert.rejects(chatModel({ ...options, model: "nothing" }).invoke(CAPITAL), { status: 404 });
  await assert.rejects(chatModel({ ...options, temperature: 3 }).invoke(CAPITAL), { status: 400, param: "temperature" });
}

import assert from "node:assert/strict";
import { generateObject, generateText, stepCountIs, streamText, tool } from "ai";
import { z } from "zod/v4";
import {
  assertCapital,
  assertChart,
  assertPerson,
  assertPopulation,
  assertWeather,
  CAPITAL,
  CHART,
  PERSON,
  POPULATION,
  WEATHER,
  weather,
} from "../questions.mjs";

/** Everything the AI SDK does with a language model, by whichever of its providers: text, stream, dialogue, tools, objects, limits, errors. */
export async function exercise(model, unknownModel) {
  // Whole and streamed.
  const whole = await generateText({ model, prompt: CHART });
  assertChart(whole.text);
  assert.equal(whole.finishReason, "stop");
  assert.ok(whole.usage.inputTokens > 0 && whole.usage.outputTokens > 0);
  const stream = streamText({ model, prompt: CHART });
  const pieces = [];
  for await (const piece of stream.textStream) pieces.push(piece);
  assert.ok(pieces.length > 3, "the answer comes in pieces");
  assert.equal(pieces.join(""), whole.text, "what is streamed adds up to what is answered whole");
  assert.equal(await stream.finishReason, "stop");

  // A dialogue.
  const messages = [{ role: "user", content: CAPITAL }];
  const capital = await generateText({ model, messages });
  assertCapital(capital.text);
  messages.push(...capital.response.messages, { role: "user", content: POPULATION });
  assertPopulation((await generateText({ model, messages })).text);

  // Tools over several steps, whole and streamed, and then one more turn over all that was said.
  const get_weather = tool({
    description: weather.description,
    inputSchema: z.object({ city: z.string() }),
    execute: weather.answer,
  });
  const withTools = { model, tools: { get_weather }, stopWhen: stepCountIs(3) };
  const called = await generateText({ ...withTools, prompt: WEATHER });
  assert.equal(called.steps.length, 2);
  assert.deepEqual(called.steps[0].toolCalls[0].input, { city: "Paris" });
  assert.deepEqual(called.steps[0].toolResults[0].output, weather.answer({ city: "Paris" }));
  assertWeather(called.text);
  const streamed = streamText({ ...withTools, prompt: WEATHER });
  await streamed.consumeStream();
  assert.equal((await streamed.steps).length, 2);
  assertWeather(await streamed.text);
  const later = [{ role: "user", content: WEATHER }, ...called.response.messages, { role: "user", content: CAPITAL }];
  assertCapital((await generateText({ ...withTools, messages: later })).text);

  // An object, checked by the SDK against its schema.
  const schema = z.object({ name: z.string(), born: z.int() });
  assertPerson((await generateObject({ model, schema, schemaName: "person", prompt: PERSON })).object);

  // A limit that is reached.
  assert.equal((await generateText({ model, prompt: CHART, maxOutputTokens: 20 })).finishReason, "length");

  // Refusals: one request, and the server's own words.
  await assert.rejects(generateText({ model: unknownModel, prompt: CAPITAL }), {
    name: "AI_APICallError",
    statusCode: 404,
    isRetryable: false,
  });
  await assert.rejects(generateText({ model, prompt: CAPITAL, temperature: 3 }), (error) => {
    assert.equal(error.statusCode, 400);
    assert.match(error.message, /temperature/);
    return true;
  });
}

import assert from "node:assert/strict";
import OpenAI from "openai";
import { zodTextFormat } from "openai/helpers/zod";
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
  OFFLINE,
  PERSON,
  POPULATION,
  THESYS_API_KEY,
  WEATHER,
  weather,
} from "../questions.mjs";

const client = new OpenAI({ baseURL: BASE_URL, apiKey: THESYS_API_KEY });
const model = MODEL;

// Whole, and kept.
const whole = await client.responses.create({ model, input: CHART, metadata: { place: "test" } });
assert.equal(whole.object, "response");
assert.equal(whole.status, "completed");
assert.equal(whole.model, OFFLINE, "the answer names the model that really answered");
assert.deepEqual(whole.metadata, { place: "test" });
assert.equal(whole.usage.total_tokens, whole.usage.input_tokens + whole.usage.output_tokens);
assertChart(whole.output_text);
assert.deepEqual(await client.responses.retrieve(whole.id), whole, "what was sent is what is kept");
const inputs = await client.responses.inputItems.list(whole.id);
assert.deepEqual(
  inputs.data.map(({ type, role, content }) => ({ type, role, content })),
  [{ type: "message", role: "user", content: [{ type: "input_text", text: CHART }] }],
);

// Streamed: by hand, and by the client's helper.
const events = [];
for await (const event of await client.responses.create({ model, input: CHART, stream: true })) events.push(event);
assert.deepEqual(
  events.map((event) => event.sequence_number),
  events.map((_, index) => index),
);
assert.equal(events[0].type, "response.created");
assert.equal(events.at(-1).type, "response.completed");
const streamed = events.flatMap((event) => (event.type === "response.output_text.delta" ? [event.delta] : []));
assert.ok(streamed.length > 3, "the answer comes in pieces");
assert.equal(streamed.join(""), whole.output_text, "what is streamed adds up to what is answered whole");
const kept = await client.responses.retrieve(events.at(-1).response.id);
assert.deepEqual(kept.output, events.at(-1).response.output);
const final = await client.responses.stream({ model, input: CHART }).finalResponse();
assert.equal(final.output_text, whole.output_text);

// Memory by previous_response_id, in two branches; deleting an answer ends neither.
const capital = await client.responses.create({ model, input: CAPITAL });
assertCapital(capital.output_text);
const follow = await client.responses.create({ model, input: POPULATION, previous_response_id: capital.id });
assert.equal(follow.previous_response_id, capital.id);
assertPopulation(follow.output_text);
const branch = await client.responses.create({ model, input: POPULATION, previous_response_id: capital.id, stream: true });
for await (const event of branch) if (event.type === "response.completed") assertPopulation(event.response.output[0].content[0].text);
await client.responses.delete(whole.id);
await assert.rejects(client.responses.retrieve(whole.id), OpenAI.NotFoundError);

// Memory that the client keeps: all items again, as they came.
const again = await client.responses.create({
  model,
  input: [{ role: "user", content: CAPITAL }, ...capital.output, { role: "user", content: POPULATION }],
  store: false,
});
assertPopulation(again.output_text);
await assert.rejects(client.responses.retrieve(again.id), OpenAI.NotFoundError);

// A tool, there and back: by the id of the response, and streamed with all items again.
const tools = [{ type: "function", name: weather.name, description: weather.description, parameters: weather.schema, strict: true }];
const outputOf = (call) => ({
  type: "function_call_output",
  call_id: call.call_id,
  output: JSON.stringify(weather.answer(JSON.parse(call.arguments))),
});
const called = await client.responses.create({ model, input: WEATHER, tools });
const call = called.output.find(({ type }) => type === "function_call");
assert.equal(call.name, weather.name);
assert.deepEqual(JSON.parse(call.arguments), { city: "Paris" });
const answered = await client.responses.create({ model, input: [outputOf(call)], previous_response_id: called.id, tools });
assertWeather(answered.output_text);
const stream = client.responses.stream({ model, input: WEATHER, tools, store: false });
let pieces = "";
stream.on("response.function_call_arguments.delta", ({ delta }) => (pieces += delta));
const streamedCalls = await stream.finalResponse();
const streamedCall = streamedCalls.output.find(({ type }) => type === "function_call");
assert.equal(pieces, streamedCall.arguments);
const input = [{ role: "user", content: WEATHER }, ...streamedCalls.output, outputOf(streamedCall)];
assertWeather((await client.responses.create({ model, input, tools, store: false })).output_text);
const forced = await client.responses.create({ model, input: CAPITAL, tools, tool_choice: { type: "function", name: weather.name } });
assert.equal(forced.output.at(-1).type, "function_call");
const none = await client.responses.create({ model, input: WEATHER, tools, tool_choice: "none" });
assert.ok(none.output.every(({ type }) => type !== "function_call"));

// Structured output, checked by the client against its schema.
const format = zodTextFormat(z.object({ name: z.string(), born: z.int() }), "person");
assertPerson((await client.responses.parse({ model, input: PERSON, text: { format } })).output_parsed);

// A limit that is reached.
const cut = await client.responses.create({ model, input: CHART, max_output_tokens: 20 });
assert.equal(cut.status, "incomplete");
assert.deepEqual(cut.incomplete_details, { reason: "max_output_tokens" });

// In the background: taken up, then there; its stream can be had again from any event on.
const background = await client.responses.create({ model, input: CHART, background: true });
assert.match(background.status, /^(queued|in_progress)$/);
let done = background;
for (const deadline = Date.now() + 20_000; /^(queued|in_progress)$/.test(done.status) && Date.now() < deadline; ) {
  await new Promise((resolve) => setTimeout(resolve, 50));
  done = await client.responses.retrieve(background.id);
}
assert.equal(done.status, "completed");
assertChart(done.output_text);
const replayed = [];
for await (const event of await client.responses.retrieve(background.id, { stream: true, starting_after: 4 })) replayed.push(event);
assert.equal(replayed[0].sequence_number, 5);
assert.deepEqual(replayed.at(-1).response.output, done.output);
assert.equal((await client.responses.cancel(background.id)).status, "completed", "what is done can't be cancelled any more");

// Counting and compacting.
assert.ok((await client.responses.inputTokens.count({ model, input: CHART })).input_tokens > 0);
const compacted = await client.responses.compact({
  model,
  input: [{ role: "user", content: CAPITAL }, ...capital.output],
});
assert.equal(compacted.object, "response.compaction");
const onwards = await client.responses.create({ model, input: [...compacted.output, { role: "user", content: POPULATION }] });
assertPopulation(onwards.output_text);

// Refusals become the client's classes.
const refused = async (body, expected) =>
  assert.rejects(client.responses.create({ model, input: CAPITAL, ...body }), (error) => {
    const { Class, ...fields } = expected;
    assert.ok(error instanceof Class, String(error));
    for (const [name, value] of Object.entries(fields)) assert.equal(error[name], value, name);
    return true;
  });
await refused({ previous_response_id: `resp_${"0".repeat(24)}` }, { Class: OpenAI.BadRequestError, code: "previous_response_not_found" });
await refused({ previous_response_id: "resp_0", conversation: "conv_0" }, { Class: OpenAI.BadRequestError });
await refused({ conversation: `conv_${"0".repeat(24)}` }, { Class: OpenAI.NotFoundError });
await refused({ temperature: 3, stream: true }, { Class: OpenAI.BadRequestError, param: "temperature" });
await refused({ input: [outputOf({ call_id: "call_nobody", arguments: "{}" })] }, { Class: OpenAI.BadRequestError, param: "input" });
await refused({ model: "nothing" }, { Class: OpenAI.NotFoundError, code: "model_not_found" });

import assert from "node:assert/strict";
import OpenAI from "openai";
import { zodResponseFormat } from "openai/helpers/zod";
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
const ask = (content) => ({ model: MODEL, messages: [{ role: "user", content }] });

// Whole.
const whole = await client.chat.completions.create(ask(CHART));
const chart = whole.choices[0].message.content;
assert.equal(whole.model, OFFLINE, "the answer names the model that really answered");
assertChart(chart);
assert.equal(whole.choices[0].finish_reason, "stop");
assert.equal(whole.usage.total_tokens, whole.usage.prompt_tokens + whole.usage.completion_tokens);
assert.match(whole._request_id, /^req_/);

// Streamed: by hand, and by the client's helper.
let streamed = "";
let chunks = 0;
let usage = null;
for await (const chunk of await client.chat.completions.create({
  ...ask(CHART),
  stream: true,
  stream_options: { include_usage: true },
})) {
  chunks += 1;
  streamed += chunk.choices[0]?.delta.content ?? "";
  usage ??= chunk.usage;
}
assert.equal(streamed, chart, "what is streamed adds up to what is answered whole");
assert.ok(chunks > 3, "the answer comes in pieces");
assert.deepEqual(usage, whole.usage);
const final = await client.chat.completions.stream(ask(CHART)).finalChatCompletion();
assert.equal(final.choices[0].message.content, chart);

// A dialogue that the client keeps.
const { messages } = ask(CAPITAL);
const capital = await client.chat.completions.create({ model: MODEL, messages });
assertCapital(capital.choices[0].message.content);
messages.push(capital.choices[0].message, { role: "user", content: POPULATION });
const population = await client.chat.completions.create({ model: MODEL, messages });
assertPopulation(population.choices[0].message.content);

// Tools: the client's own loop, whole and streamed.
const tools = [
  {
    type: "function",
    function: {
      name: weather.name,
      description: weather.description,
      parameters: weather.schema,
      parse: JSON.parse,
      function: weather.answer,
    },
  },
];
assertWeather(await client.chat.completions.runTools({ ...ask(WEATHER), tools }).finalContent());
const streamedTools = client.chat.completions.runTools({ ...ask(WEATHER), tools, stream: true });
assertWeather(await streamedTools.finalContent());
assert.deepEqual(JSON.parse((await streamedTools.finalFunctionToolCall()).arguments), { city: "Paris" });

// Structured output, checked by the client against its schema.
const parsed = await client.chat.completions.parse({
  ...ask(PERSON),
  response_format: zodResponseFormat(z.object({ name: z.string(), born: z.int() }), "person"),
});
assertPerson(parsed.choices[0].message.parsed);

// A limit that is reached.
const cut = await client.chat.completions.create({ ...ask(CHART), max_completion_tokens: 20 });
assert.equal(cut.choices[0].finish_reason, "length");
assert.ok(cut.usage.completion_tokens <= 20);

// Models.
assert.ok((await client.models.list()).data.some(({ id }) => id === OFFLINE));
assert.equal((await client.models.retrieve(OFFLINE)).id, OFFLINE);

// Refusals become the client's classes.
await assert.rejects(client.chat.completions.create({ ...ask(CAPITAL), model: "c1/openai/gpt-5/v-20251230" }), {
  status: 400,
  code: "provider_not_configured",
});
await assert.rejects(client.chat.completions.create({ ...ask(CAPITAL), model: "nothing" }), (error) => {
  assert.ok(error instanceof OpenAI.NotFoundError);
  assert.equal(error.code, "model_not_found");
  return true;
});
await assert.rejects(client.chat.completions.create({ ...ask(CAPITAL), temperature: 3, stream: true }), (error) => {
  assert.ok(error instanceof OpenAI.BadRequestError);
  assert.equal(error.param, "temperature");
  return true;
});

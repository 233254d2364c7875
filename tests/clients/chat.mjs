import assert from "node:assert/strict";
import OpenAI from "openai";

// What the hosted product's documentation asks, with only the address and the key changed.
const client = new OpenAI({ baseURL: process.env.BASE_URL, apiKey: process.env.THESYS_API_KEY });
const model = "c1/anthropic/claude-sonnet-4/v-20250930";

const whole = await client.chat.completions.create({
  model,
  messages: [{ role: "user", content: "Show me the world population from 1950 to 2020 as a chart" }],
});
const content = whole.choices[0]?.message.content ?? "";
assert.equal(whole.model, "c1/vitrine/offline/v-20261122", "the answer names the model that really answered");
assert.match(content, /^<content thesys="true" version="2">/);
assert.match(content, /LineChart\(|BarChart\(|AreaChart\(/);
assert.ok(whole.usage && whole.usage.total_tokens === whole.usage.prompt_tokens + whole.usage.completion_tokens);

let streamed = "";
let chunks = 0;
const stream = await client.chat.completions.create({
  model,
  messages: [{ role: "user", content: "Show me the world population from 1950 to 2020 as a chart" }],
  stream: true,
});
for await (const chunk of stream) {
  chunks += 1;
  streamed += chunk.choices[0]?.delta.content ?? "";
}
assert.equal(streamed, content, "what is streamed adds up to what is answered whole");
assert.ok(chunks > 3, "the answer comes in pieces");

const messages = [{ role: "user", content: "What is the capital of France?" }];
const capital = await client.chat.completions.create({ model, messages });
assert.match(capital.choices[0]?.message.content ?? "", /Paris/);
messages.push({ role: "assistant", content: capital.choices[0].message.content }, { role: "user", content: "And what is its population?" });
const population = await client.chat.completions.create({ model, messages });
assert.match(population.choices[0]?.message.content ?? "", /France|Paris/);
assert.match(population.choices[0]?.message.content ?? "", /\d/);

const models = await client.models.list();
assert.ok(models.data.some(({ id }) => id === "c1/vitrine/offline/v-20261122"));
assert.equal((await client.models.retrieve("c1/vitrine/offline/v-20261122")).object, "model");
await assert.rejects(client.chat.completions.create({ model: "c1/openai/gpt-5/v-20251230", messages }), {
  status: 400,
  code: "provider_not_configured",
});
await assert.rejects(client.chat.completions.create({ model: "nothing", messages }), OpenAI.NotFoundError);
console.log("openai for JavaScript: chat, stream, conversation, models, errors");

import assert from "node:assert/strict";
import OpenAI from "openai";
import { zodResponseFormat, zodTextFormat } from "openai/helpers/zod";
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

const client = new OpenAI({ baseURL: BASE_URL, apiKey: THESYS_API_KEY, maxRetries: 0 });
const Person = z.object({ name: z.string(), born: z.int() });

for (const model of PROVIDER_MODELS) {
  await chat(model);
  await responses(model);
}

async function chat(model) {
  const { name, description, schema: parameters, answer } = weather;
  const tools = [{ type: "function", function: { name, description, parameters, strict: true, parse: JSON.parse, function: answer } }];
  const asked = (content) => ({ model, messages: [{ role: "user", content }] });
  assertWeather(await client.chat.completions.runTools({ ...asked(WEATHER), tools }).finalContent());
  const parsed = await client.chat.completions.parse({ ...asked(PERSON), response_format: zodResponseFormat(Person, "person") });
  assertPerson(parsed.choices[0].message.parsed);
  const { question, stopped } = endless();
  const stream = await client.chat.completions.create({ ...asked(question), stream: true });
  // Leaving the loop aborts the request.
  for await (const chunk of stream) if (chunk.choices[0]?.delta.content) break;
  await stopped();
}

async function responses(model) {
  const { name, description, schema: parameters, answer } = weather;
  const tools = [{ type: "function", name, description, parameters, strict: true }];
  // Kept by the server, and by the client, with the reasoning sealed.
  for (const store of [true, false]) {
    const settings = { model, tools, store, include: ["reasoning.encrypted_content"] };
    const input = [{ role: "user", content: WEATHER }];
    const first = await client.responses.create({ ...settings, input });
    const [call] = first.output.filter(({ type }) => type === "function_call");
    assert.deepEqual(JSON.parse(call.arguments), { city: "Paris" });
    const output = { type: "function_call_output", call_id: call.call_id, output: JSON.stringify(answer({ city: "Paris" })) };
    const second = await client.responses.create(
      store
        ? { ...settings, previous_response_id: first.id, input: [output] }
        : { ...settings, input: [...input, ...first.output, output] },
    );
    assertWeather(second.output_text);
  }
  const parsed = await client.responses.parse({ model, input: PERSON, text: { format: zodTextFormat(Person, "person") } });
  assertPerson(parsed.output_parsed);
  const { question, stopped } = endless();
  for await (const event of await client.responses.create({ model, input: question, stream: true, store: false }))
    if (event.type === "response.output_text.delta") break;
  await stopped();
}

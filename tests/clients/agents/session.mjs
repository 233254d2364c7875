import assert from "node:assert/strict";
import { OpenAIConversationsSession, tool } from "@openai/agents";
import { z } from "zod/v4";
import {
  assertCapital,
  assertPopulation,
  assertWeather,
  BASE_URL,
  CAPITAL,
  POPULATION,
  THESYS_API_KEY,
  WEATHER,
  weather,
} from "../questions.mjs";
import { createAgent, createRunner } from "./exercise.mjs";

// A session keeps the dialogue as a conversation at the server: the agent reads it from there and writes to it.
const runner = createRunner(true);
const session = new OpenAIConversationsSession({ baseURL: BASE_URL, apiKey: THESYS_API_KEY });
assertCapital((await runner.run(createAgent(), CAPITAL, { session })).finalOutput);
assertPopulation((await runner.run(createAgent(), POPULATION, { session })).finalOutput);
assert.deepEqual(
  (await session.getItems()).map(({ role }) => role),
  ["user", "assistant", "user", "assistant"],
);

// A tool's call and its output go there too.
const get_weather = tool({
  name: weather.name,
  description: weather.description,
  parameters: z.object({ city: z.string() }),
  execute: async (input) => JSON.stringify(weather.answer(input)),
});
const stream = await runner.run(createAgent({ tools: [get_weather] }), WEATHER, { session, stream: true });
await stream.completed;
assertWeather(stream.finalOutput);
assert.deepEqual(
  (await session.getItems(4)).map(({ type, role }) => role ?? type),
  ["user", "function_call", "function_call_result", "assistant"],
);

// The same conversation from the side of the responses, which append to it themselves.
const conversationId = await session.getSessionId();
assertCapital((await runner.run(createAgent(), CAPITAL, { conversationId })).finalOutput);
assertPopulation((await runner.run(createAgent(), POPULATION, { conversationId })).finalOutput);
assert.equal((await session.getItems()).length, 12);

// The last item taken away, then all of them.
const last = await session.popItem();
assert.equal(last.role, "assistant");
assert.equal((await session.getItems()).length, 11);
await session.clearSession();

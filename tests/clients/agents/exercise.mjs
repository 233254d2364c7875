import assert from "node:assert/strict";
import { Agent, OpenAIProvider, Runner, tool } from "@openai/agents";
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

/** What runs agents over one of the two APIs; what they do is told to nobody. */
export const createRunner = (useResponses) =>
  new Runner({ modelProvider: new OpenAIProvider({ baseURL: BASE_URL, apiKey: THESYS_API_KEY, useResponses }), tracingDisabled: true });

export const createAgent = (options = {}) => new Agent({ name: "Guide", instructions: "Answer the question.", model: MODEL, ...options });

/** Everything an agent does, over either API: text, stream, dialogue, tools, objects, errors. */
export async function exercise(runner) {
  const agent = createAgent();

  // Whole and streamed.
  const whole = await runner.run(agent, CHART);
  assertChart(whole.finalOutput);
  const stream = await runner.run(agent, CHART, { stream: true });
  let streamed = "";
  for await (const piece of stream.toTextStream()) streamed += piece;
  await stream.completed;
  assert.equal(streamed, whole.finalOutput, "what is streamed adds up to what is answered whole");

  // A dialogue that the agent keeps.
  const capital = await runner.run(agent, CAPITAL);
  assertCapital(capital.finalOutput);
  const follow = await runner.run(agent, [...capital.history, { role: "user", content: POPULATION }]);
  assertPopulation(follow.finalOutput);

  // A tool that the runner calls, whole and streamed.
  let calls = 0;
  const get_weather = tool({
    name: weather.name,
    description: weather.description,
    parameters: z.object({ city: z.string() }),
    execute: async (input) => {
      calls += 1;
      assert.deepEqual(input, { city: "Paris" });
      return JSON.stringify(weather.answer(input));
    },
  });
  const forecaster = createAgent({ tools: [get_weather] });
  assertWeather((await runner.run(forecaster, WEATHER)).finalOutput);
  const streamedTool = await runner.run(forecaster, WEATHER, { stream: true });
  await streamedTool.completed;
  assertWeather(streamedTool.finalOutput);
  assert.equal(calls, 2);

  // An object, checked by the runner against its schema.
  const reader = createAgent({ outputType: z.object({ name: z.string(), born: z.int() }) });
  assertPerson((await runner.run(reader, PERSON)).finalOutput);

  // Refusals.
  await assert.rejects(runner.run(createAgent({ model: "nothing" }), CAPITAL), { status: 404 });
  await assert.rejects(runner.run(createAgent({ modelSettings: { temperature: 3 } }), CAPITAL), { status: 400, param: "temperature" });
}

import assert from "node:assert/strict";
import OpenAI from "openai";
import { ResponsesWS } from "openai/resources/responses/ws";
import { assertCapital, assertPopulation, BASE_URL, CAPITAL, MODEL, OFFLINE, POPULATION, THESYS_API_KEY } from "../questions.mjs";

// One socket, several responses after one another.
const socket = new ResponsesWS(new OpenAI({ baseURL: BASE_URL, apiKey: THESYS_API_KEY }));
const messages = socket.stream();
try {
  const capital = await respond({ input: CAPITAL, store: false });
  assert.equal(capital.model, OFFLINE);
  assertCapital(capital.output[0].content[0].text);

  // What is not stored is kept by the connection.
  const population = await respond({ input: POPULATION, previous_response_id: capital.id, store: false });
  assertPopulation(population.output[0].content[0].text);

  // A refusal leaves the socket open.
  const unknown = { input: POPULATION, previous_response_id: `resp_${"0".repeat(24)}` };
  await assert.rejects(respond(unknown), ({ error: { error } }) => error.code === "previous_response_not_found");
  assertCapital((await respond({ input: CAPITAL })).output[0].content[0].text);
} finally {
  socket.close();
}

/** The response that ends, once all its events have come in order. */
async function respond(body) {
  socket.send({ type: "response.create", model: MODEL, ...body });
  let sequence = 0;
  for (;;) {
    const { value, done } = await messages.next();
    assert.ok(!done && value.type !== "close", "the socket stays open");
    if (value.type === "error") throw value.error;
    if (value.type !== "message") continue;
    assert.equal(value.message.sequence_number, sequence++);
    if (value.message.type === "response.completed") return value.message.response;
  }
}

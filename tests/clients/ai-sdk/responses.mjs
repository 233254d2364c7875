import assert from "node:assert/strict";
import { createOpenAI } from "@ai-sdk/openai";
import { generateText } from "ai";
import { assertCapital, assertPopulation, BASE_URL, CAPITAL, MODEL, POPULATION, THESYS_API_KEY } from "../questions.mjs";
import { exercise } from "./exercise.mjs";

// What the SDK sends is looked at, since it decides by itself whether to name earlier items or to repeat them.
const sent = [];
const openai = createOpenAI({
  baseURL: BASE_URL,
  apiKey: THESYS_API_KEY,
  fetch: (url, init) => {
    sent.push(JSON.parse(init.body));
    return fetch(url, init);
  },
});
const model = openai.responses(MODEL);
await exercise(model, openai.responses("nothing"));
const named = sent.flatMap(({ input }) => input).filter(({ type }) => type === "item_reference");
assert.ok(named.length >= 2, "earlier answers are named by their ids");

// The same dialogue without anything kept at the server: items are repeated.
sent.length = 0;
const providerOptions = { openai: { store: false } };
const capital = await generateText({ model, prompt: CAPITAL, providerOptions });
assertCapital(capital.text);
const messages = [{ role: "user", content: CAPITAL }, ...capital.response.messages, { role: "user", content: POPULATION }];
assertPopulation((await generateText({ model, messages, providerOptions })).text);
assert.ok(sent.every(({ store, input }) => store === false && input.every(({ type }) => type !== "item_reference")));

// And by the id of the response.
const kept = await generateText({ model, prompt: CAPITAL });
const { responseId } = kept.providerMetadata.openai;
const follow = await generateText({ model, prompt: POPULATION, providerOptions: { openai: { previousResponseId: responseId } } });
assertPopulation(follow.text);

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";

// What every client asks, and what its answers must hold.

export const { BASE_URL, HOST_URL, THESYS_API_KEY, PROVIDERS_URL } = process.env;

/** As the hosted product's documentation writes it; the server under test has it stand for the offline engine. */
export const MODEL = "c1/anthropic/claude-sonnet-4/v-20250930";
export const OFFLINE = "c1/vitrine/offline/v-20261122";

/** A model of each wire format, at providers that speak it strictly. */
export const PROVIDER_MODELS = [
  "c1/openai/gpt-6.2-sol/v-20261122",
  "c1/anthropic/claude-sonnet-5.5/v-20261122",
  "c1/google/gemini-4-neon/v-20261122",
  "c1/custom/a-thinker/v-20261122",
];

export const CHART = "How did the population of the world grow from 1950 to 2020?";
export const CAPITAL = "What is the capital of France?";
/** Without the question before it, nobody knows whose. */
export const POPULATION = "And what is its population?";
export const WEATHER = "What is the weather in Paris?";
export const PERSON = "Extract the person: Ada Lovelace was born in 1815.";

export const weather = {
  name: "get_weather",
  description: "The current weather in a city",
  schema: { type: "object", properties: { city: { type: "string" } }, required: ["city"], additionalProperties: false },
  /** What the tool says; no engine could make it up. */
  answer: ({ city }) => ({ city, celsius: 21.5, sky: "hazy" }),
};

/** Interface in the envelope of the hosted product. */
export function assertInterface(text) {
  assert.match(text, /^<content thesys="true" version="2">/);
  assert.match(text, /<\/content>\s*$/);
}

export function assertChart(text) {
  assertInterface(text);
  assert.match(text, /(Line|Bar|Area)Chart\w*\(/);
}

export function assertCapital(text) {
  assertInterface(text);
  assert.match(text, /Paris/);
}

/** Only who remembers the question before knows that it is about France. */
export function assertPopulation(text) {
  assertInterface(text);
  assert.match(text, /France/);
  assert.match(text, /68\.\d million/);
}

export function assertWeather(text) {
  assertInterface(text);
  assert.match(text, /21\.5/);
  assert.match(text, /hazy/);
}

export function assertPerson(value) {
  assert.deepEqual(Object.keys(value).sort(), ["born", "name"]);
  assert.match(value.name, /Ada/);
  assert.ok(Number.isInteger(value.born));
}

/** A question whose answer does not end by itself, and what resolves once the provider sees that nobody wants it any more. */
export function endless() {
  const mark = randomUUID();
  return { question: `Count without an end: ${mark}`, stopped: async () => (await fetch(`${PROVIDERS_URL}/stopped/${mark}`)).text() };
}

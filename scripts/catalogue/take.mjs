import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Where requests for models of these go, as `dist/providers/data` of the package names them. */
const SECTIONS = [
  "openai",
  "anthropic",
  "google",
  "openrouter",
  "deepseek",
  "xai",
  "mistral",
  "moonshotai",
  "groq",
  "together",
  "fireworks",
];

/**
 * Takes what the catalogue needs from an unpacked `@earendil-works/pi-ai`.
 * @param {string} folder of the package
 * @param {string} date the day of its data, e.g. 2026-11-20
 */
export function takeSource(folder, date) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const sections = Object.fromEntries(SECTIONS.map((section) => [section, takeSection(folder, section)]));
  return { package: name, version, licence: license, date, sections };
}

function takeSection(folder, section) {
  const data = JSON.parse(readFileSync(join(folder, "dist/providers/data", `${section}.json`), "utf8"));
  // By kinds first: the same id may stand once for chat and once for something else.
  const entries = Object.values(data).flatMap((kind) => Object.values(kind).filter(({ type }) => type === "chat"));
  return {
    hosts: [...new Set(entries.map(({ baseUrl }) => new URL(baseUrl).host))].sort(),
    models: entries.map(takeModel).sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

function takeModel({ id, name, contextWindow, maxTokens, input, reasoning, cost }) {
  const above = (cost.tiers ?? []).map((tier) => ({ inputTokens: tier.inputTokensAbove, ...priceOf(tier) }));
  return {
    id,
    name: name.replace(/\s*\((?:latest|v\d)\)$/i, ""),
    context: contextWindow,
    output: maxTokens,
    pictures: input.includes("image"),
    reasoning: reasoning === true,
    price: { ...priceOf(cost), ...(above.length > 0 && { above }) },
  };
}

/** A price of 0 for the cache beside others says that the source knows none. */
function priceOf({ input, output, cacheRead, cacheWrite }) {
  return { input, output, ...(cacheRead > 0 && { cacheRead }), ...(cacheWrite > 0 && { cacheWrite }) };
}

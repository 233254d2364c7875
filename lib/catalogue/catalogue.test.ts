import { describe, expect, test } from "vitest";
import { rulesOf } from "@/lib/upstream/anthropic/rules";
import { VENDORS } from "@/lib/upstream/providers";
import { expectedCatalogue } from "@/scripts/catalogue.mjs";
import { CATALOGUE_DATE, type CatalogueModel, findModel, priceAt, sectionAt } from "./catalogue";
import { costOf } from "./cost";
import models from "./models.json";

const day = (text: string) => new Date(`${text}T12:00:00Z`);
const NOV = day("2026-11-30");
const usage = (more: object) => ({ inputTokens: 0, cachedTokens: 0, outputTokens: 0, reasoningTokens: 0, ...more });
const known = (section: string, name: string): CatalogueModel => {
  const found = findModel(section, name);
  if (!found) throw new Error(`${section} has no ${name}.`);
  return found;
};

describe("the catalogue", () => {
  test("is what its sources in the repository make, and dated", () => {
    expect(JSON.parse(expectedCatalogue())).toEqual(models);
    expect(CATALOGUE_DATE).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  const OFFERED = Object.values(VENDORS).flatMap(({ known: offered, section, upstreamModel }) =>
    offered.map(({ model }): [string, string] => [section, upstreamModel(model)]),
  );

  test.each(OFFERED)("has %s's %s, which is offered, with a window, an output limit, a price and what it can do", (section, name) => {
    const found = known(section, name);
    expect([found.context > found.output, found.output > 8_000, found.can.includes("tools")]).toEqual([true, true, true]);
    expect(priceAt(found, NOV).output).toBeGreaterThan(priceAt(found, NOV).input);
  });

  test("agrees with the rules of Anthropic's families on schemas and lengths", () => {
    const told = Object.entries(models.sections.anthropic.models as Record<string, CatalogueModel>);
    expect(told.map(([id, { can, output }]) => [id, can.includes("structured"), output])).toEqual(
      told.map(([id]) => [id, rulesOf(id).schema, rulesOf(id).outputMax]),
    );
  });

  test.each([
    ["openai", "gpt-4o-2024-05-13", 5],
    ["openai", "gpt-4.1-2025-04-14", 2],
    ["anthropic", "claude-opus-4-1", 15],
    ["anthropic", "claude-haiku-4-5-20251001", 1],
  ])("%s: %s costs %d, with or without its day", (section, name, input) => {
    expect(priceAt(known(section, name), NOV).input).toBe(input);
  });

  test.each([
    ["openai", "gpt-7"],
    ["openai", "ft:gpt-4.1:acme::x"],
    ["openai", "gpt-6.2-sol-turbo"],
    ["openrouter", "openai/gpt-6.2-sol:nitro"],
    ["openai", "constructor"],
    ["__proto__", "x"],
    ["nobody", "gpt-4.1"],
  ])("%s: nothing is guessed of %s", (section, name) => {
    expect(findModel(section, name)).toBeNull();
  });

  test("who answers at an address goes by its host alone", () => {
    expect(sectionAt("https://openrouter.ai/api/v1")).toBe("openrouter");
    for (const url of ["http://localhost:11434/v1", "https://openrouter.ai.evil.example/v1", "nonsense"]) expect(sectionAt(url)).toBeNull();
  });

  test("a price that was announced holds from its day on", () => {
    const argon = known("google", "gemini-4-argon");
    expect(["2026-10-01", "2026-11-30", "2026-12-01"].map((text) => priceAt(argon, day(text)).input)).toEqual([2, 2, 4]);
  });
});

describe("what an answer cost", () => {
  const SOL = known("openai", "gpt-6.2-sol");

  test.each([
    ["all at the full price", { inputTokens: 1_000, outputTokens: 100 }, 3_000, 0],
    ["read from the cache", { inputTokens: 1_000, cachedTokens: 600, outputTokens: 100 }, 1_860, 1_140],
    ["written to the cache", { inputTokens: 1_000, cacheWriteTokens: 600, outputTokens: 100 }, 3_300, -300],
    ["at the step itself", { inputTokens: 272_000 }, 544_000, 0],
    ["above the step, all of it", { inputTokens: 272_001, outputTokens: 10 }, 1_088_154, 0],
    ["more cached than read", { inputTokens: 10, cachedTokens: 99, cacheWriteTokens: 99 }, 1, 19],
    ["nothing", {}, 0, 0],
  ])("%s", (_, counts, micros, savedMicros) => {
    expect(costOf(usage(counts), SOL, NOV)).toEqual({ micros, savedMicros });
  });

  test("tokens of a cache without a price of its own cost what others do", () => {
    const counts = usage({ inputTokens: 1_000, cachedTokens: 500, cacheWriteTokens: 500 });
    expect(costOf(counts, { prices: [{ from: "2026-01-01", input: 3, output: 9 }] }, NOV)).toEqual({ micros: 3_000, savedMicros: 0 });
  });
});

import { expect, test } from "vitest";
import type { ModelInfo } from "@/lib/upstream/models";
import { findModels } from "./find-models";

const model = (name: string, id: string, description = ""): ModelInfo => ({ ...BASE, name, id, description });
const BASE = { provider: "openai", ready: true, facts: { can: [], price: null } as unknown as ModelInfo["facts"] } as ModelInfo;
const MODELS = [
  model("Claude Sonnet", "c1/anthropic/claude-sonnet-4/v-20251230", "Needs a key."),
  model("GPT 5", "c1/openai/gpt-5/v-20251230"),
  model("Mini GPT", "c1/openai/gpt-5-mini/v-20251230"),
];
const names = (search: string) => findModels(MODELS, search).map(({ name }) => name);

test("every typed word must occur somewhere, in any case; names that begin so come first", () => {
  expect(names("")).toEqual(["Claude Sonnet", "GPT 5", "Mini GPT"]);
  expect(names("gPt")).toEqual(["GPT 5", "Mini GPT"]);
  expect(names("mini openai")).toEqual(["Mini GPT"]);
  expect(names("needs")).toEqual(["Claude Sonnet"]);
  expect(names("gpt sonnet")).toEqual([]);
});

test("what a model can do is found too, and that it is free", () => {
  const facts = { ...BASE.facts, can: ["pictures"], price: { from: "2026-11-20", input: 0, output: 0 } } as const;
  const seeing = { ...model("Eyes", "c1/custom/eyes/v-20261122"), facts };
  expect(findModels([...MODELS, seeing], "pictures")).toEqual([seeing]);
  expect(findModels([...MODELS, seeing], "free eyes")).toEqual([seeing]);
});

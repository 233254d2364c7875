import { expect, test } from "vitest";
import { findModel } from "@/lib/catalogue/catalogue";
import { TAKES_ALL } from "@/lib/upstream/left-out";
import { factsOf } from "@/lib/upstream/model-facts";
import { toModel } from "./encode";

const info = {
  id: "c1/openai/x/v-20261122",
  created: 1,
  ownedBy: "openai",
  provider: "openai",
  description: "",
  ready: true,
  setting: null,
};

test("a model says what it reads, can and costs a token, in plain decimals", () => {
  const facts = factsOf(findModel("openai", "gpt-6-luna"));
  expect(toModel({ ...info, name: "GPT-6 Luna", facts, leftOut: TAKES_ALL })).toEqual({
    id: info.id,
    object: "model",
    created: 1,
    owned_by: "openai",
    name: "GPT-6 Luna",
    context_length: 1_050_000,
    max_completion_tokens: 128_000,
    capabilities: ["pictures", "reasoning", "tools", "structured", "files"],
    pricing: {
      prompt: "0.0000001",
      completion: "0.0000005",
      input_cache_read: "0.00000001",
      input_cache_write: "0.000000125",
      as_of: "2026-11-20",
    },
  });
});

test("what is not known of a model is null", () => {
  const { context_length, max_completion_tokens, capabilities, pricing } = toModel({
    ...info,
    name: "x",
    facts: factsOf(null),
    leftOut: TAKES_ALL,
  });
  expect([context_length, max_completion_tokens, capabilities, pricing]).toEqual([null, null, [], null]);
});

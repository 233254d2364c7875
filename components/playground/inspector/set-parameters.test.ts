import { expect, test } from "vitest";
import { settings as base } from "@/tests/playground/world";
import type { ModelInfo } from "@/lib/upstream/models";
import { unsentOf } from "./set-parameters";

const model = (parameters: string[], isOneOfTwo = false) =>
  ({ name: "Sol", leftOut: { parameters, isOneOfTwo }, facts: { outputTokens: 128_000 } }) as unknown as ModelInfo;
const words = (settings: object, of: ModelInfo | undefined) =>
  unsentOf({ ...base, ...settings }, of).map(({ member, isSet, why }) => [member, isSet, why]);

test("what a model does not take is said, whether it is set or not", () => {
  const why = "Sol does not take it, so it is not sent.";
  expect(words({ temperature: 0.5 }, model(["temperature", "top_p"]))).toEqual([
    ["temperature", true, why],
    ["topP", false, why],
  ]);
  expect(words({ temperature: 0.5, topP: 0.5 }, model([]))).toEqual([]);
  expect(words({ temperature: 0.5 }, undefined)).toEqual([]);
});

test("of two that can't stand together the second is not sent", () => {
  expect(words({ topP: 0.5 }, model([], true))).toEqual([]);
  expect(words({ temperature: 0, topP: 0.5 }, model([], true))).toEqual([
    ["topP", true, "Beside a temperature, Sol does not take it, so it is not sent."],
  ]);
});

test("more tokens than a model writes are cut to its limit", () => {
  expect(words({ maxTokens: 128_000 }, model([]))).toEqual([]);
  expect(words({ maxTokens: 128_001 }, model([]))).toEqual([["maxTokens", true, "Sol writes at most 128,000; that is sent."]]);
});

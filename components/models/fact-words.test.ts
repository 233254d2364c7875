import { expect, test } from "vitest";
import { priceInWords, sizeInWords, tokensInWords } from "./fact-words";

test.each([
  [0, "0"],
  [999, "999"],
  [8_192, "8k"],
  [200_000, "200k"],
  [999_999, "1M"],
  [1_048_576, "1.05M"],
])("%d tokens are %s", (tokens, words) => expect(tokensInWords(tokens)).toBe(words));

test("a model's figures say what is known, and that a price is not", () => {
  const price = { from: "2026-11-20", input: 2, output: 10, cacheRead: 0.1 };
  expect(priceInWords({ price })).toBe("$2 in, $10 out, $0.10 cached a million");
  expect(priceInWords({ price: { from: "2026-11-20", input: 0, output: 0 } })).toBe("Free");
  expect(priceInWords({ price: null })).toBe("No price known");
  expect(sizeInWords({ contextTokens: 1_050_000, outputTokens: 128_000 })).toBe("Reads 1.05M, writes 128k");
  expect(sizeInWords({ contextTokens: 8_192, outputTokens: null })).toBe("Reads 8k");
  expect(sizeInWords({ contextTokens: null, outputTokens: null })).toBe("");
});

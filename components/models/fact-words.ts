import { dollarsInWords } from "@/components/ui/amounts";
import type { Capability } from "@/lib/catalogue/catalogue";
import type { ModelFacts } from "@/lib/upstream/model-facts";

/** What a model can do, in the order in which it is shown. */
export const CAN_WORDS: readonly [can: Capability, word: string][] = [
  ["tools", "Tools"],
  ["pictures", "Pictures"],
  ["files", "Files"],
  ["reasoning", "Reasoning"],
  ["structured", "Structured answers"],
];

/** Returns a number of tokens as short as people say it: 200k, 1.05M. */
export function tokensInWords(tokens: number): string {
  if (tokens < 1_000) return String(tokens);
  const [value, unit] = tokens < 999_500 ? [tokens / 1_000, "k"] : [tokens / 1_000_000, "M"];
  return `${Number(value.toFixed(unit === "k" ? 0 : 2))}${unit}`;
}

/** Returns what a model asks for a million tokens; "free" for what costs nothing, and that no price is known where that is so. */
export function priceInWords({ price }: Pick<ModelFacts, "price">): string {
  if (price === null) return "No price known";
  if (price.input === 0 && price.output === 0) return "Free";
  const cached = price.cacheRead === undefined ? "" : `, ${dollarsInWords(price.cacheRead)} cached`;
  return `${dollarsInWords(price.input)} in, ${dollarsInWords(price.output)} out${cached} a million`;
}

/** Returns how much a model reads and writes; empty where that is not known. */
export function sizeInWords({ contextTokens, outputTokens }: Pick<ModelFacts, "contextTokens" | "outputTokens">): string {
  if (contextTokens === null) return "";
  return `Reads ${tokensInWords(contextTokens)}${outputTokens === null ? "" : `, writes ${tokensInWords(outputTokens)}`}`;
}

import type { Model } from "openai/resources/models";
import type { ModelInfo } from "@/lib/upstream/models";

/** What we add to a model of OpenAI's list, as OpenRouter and others do; null for what is not known. */
interface ModelMembers {
  name: string;
  /** Tokens that it reads, its answer among them, and those that an answer may have. */
  context_length: number | null;
  max_completion_tokens: number | null;
  capabilities: ModelInfo["facts"]["can"];
  /** US dollars for one token, as decimal text; null where no price is known. */
  pricing: Pricing | null;
}

interface Pricing {
  prompt: string;
  completion: string;
  input_cache_read: string;
  input_cache_write: string;
  /** The day from which it holds. */
  as_of: string;
}

/** Returns a model as the list has it. */
export function toModel({ id, created, ownedBy, name, facts }: ModelInfo): Model & ModelMembers {
  const { contextTokens, outputTokens, can, price } = facts;
  return {
    id,
    object: "model",
    created,
    owned_by: ownedBy,
    name,
    context_length: contextTokens,
    max_completion_tokens: outputTokens,
    capabilities: can,
    pricing: price && {
      prompt: perToken(price.input),
      completion: perToken(price.output),
      input_cache_read: perToken(price.cacheRead ?? price.input),
      input_cache_write: perToken(price.cacheWrite ?? price.input),
      as_of: price.from,
    },
  };
}

/** A price of a million tokens, of one: plain decimals, for 1e-7 is not what every reader of text takes. */
function perToken(dollarsAMillion: number): string {
  const [whole, part = ""] = (dollarsAMillion / 1_000_000).toFixed(12).split(".");
  let length = part.length;
  while (part[length - 1] === "0") length--;
  return length === 0 ? `${whole}` : `${whole}.${part.slice(0, length)}`;
}

import type { Usage } from "@/lib/generation/event";
import { isRecord } from "@/lib/json";
import { countIn } from "./read";

/** Returns the token counts that a piece carries, in any of the places and under any of the names in use; null when none can be read. */
export function usageIn(chunk: Record<string, unknown>, choice: Record<string, unknown>): Usage | null {
  const places = [chunk.usage, choice.usage, isRecord(chunk.x_groq) ? chunk.x_groq.usage : null];
  for (const place of places) {
    const usage = isRecord(place) ? read(place) : null;
    if (usage) return usage;
  }
  return null;
}

function read(usage: Record<string, unknown>): Usage | null {
  const input = countIn(usage.prompt_tokens ?? usage.input_tokens);
  const output = countIn(usage.completion_tokens ?? usage.output_tokens);
  if (input === null || output === null || input + output === 0) return null;
  const cached =
    detail(usage, "prompt_tokens_details", "cached_tokens") ?? countIn(usage.prompt_cache_hit_tokens) ?? countIn(usage.cached_tokens);
  const reasoning = detail(usage, "completion_tokens_details", "reasoning_tokens") ?? countIn(usage.reasoning_tokens);
  return {
    inputTokens: input,
    cachedTokens: Math.min(cached ?? 0, input),
    outputTokens: output,
    reasoningTokens: Math.min(reasoning ?? 0, output),
  };
}

function detail(usage: Record<string, unknown>, group: string, name: string): number | null {
  const details = usage[group];
  return isRecord(details) ? countIn(details[name]) : null;
}

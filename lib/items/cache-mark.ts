import { z } from "zod/v4";
import type { CacheBreakpoint } from "@/lib/generation/item";

const TTL = { "5m": "30m", "1h": "12h", "30m": "30m", "12h": "12h" } as const;
const Ttl = z.enum(["5m", "1h", "30m", "12h"]).nullish();
const Mark = z.union([z.object({ mode: z.literal("explicit"), ttl: Ttl }), z.object({ type: z.literal("ephemeral"), ttl: Ttl })]);

interface Marked {
  prompt_cache_breakpoint?: unknown;
  cache_control?: unknown;
}

/**
 * The client's mark on a part or a tool, in OpenAI's spelling or in Anthropic's, as a member to spread; nothing for what is no mark: it
 * is a hint, for which nothing is refused.
 */
export function cacheMark(marked: Marked): { prompt_cache_breakpoint?: CacheBreakpoint } {
  const { data } = Mark.safeParse(marked.prompt_cache_breakpoint ?? marked.cache_control);
  if (!data) return {};
  return { prompt_cache_breakpoint: { mode: "explicit", ...(data.ttl && { ttl: TTL[data.ttl] }) } };
}

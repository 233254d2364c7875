import type { CacheBreakpoint } from "@/lib/generation/item";
import type { CacheOptions } from "@/lib/generation/request";

/** A block of a system prompt or a turn, or a tool. */
export type Markable = Record<string, unknown>;

const MARKS_MAX = 4;

interface Mark {
  type: "ephemeral";
  ttl?: "5m" | "1h";
}

/** Returns a client's mark in Anthropic's words, as a member to spread. */
export function cacheControl({ prompt_cache_breakpoint: mark }: { prompt_cache_breakpoint?: CacheBreakpoint }): { cache_control?: Mark } {
  return mark ? { cache_control: { type: "ephemeral", ...(mark.ttl && { ttl: mark.ttl === "12h" ? "1h" : "5m" }) } } : {};
}

/** What is sent, in the order in which the API reads it. */
export interface Prefix {
  tools: readonly Markable[];
  system: readonly Markable[];
  /** The blocks of all turns. */
  turns: readonly Markable[];
  /** The system block that all requests have in common. */
  shared: Markable | null;
  /** The last block that the client's own last turn has. */
  last: Markable | null;
}

/**
 * Marks, in place, what all requests have in common and the end of the last turn, unless the client sets marks of its own there or wants only
 * those. Of more marks than the API takes the first of the client's go; and since it refuses one that lasts longer behind one that does
 * not, what is before a longer one lasts as long.
 */
export function markForCache({ tools, system, turns, shared, last }: Prefix, cache: CacheOptions): void {
  const isOurs = cache.mode !== "explicit";
  const own: Mark = { type: "ephemeral", ...(cache.ttl === "12h" && { ttl: "1h" }) };
  const isMarked = (block: Markable) => "cache_control" in block;
  const hasOwnTurns = turns.some(isMarked);
  if (isOurs && shared && !isMarked(shared)) shared.cache_control = own;
  const all = [...tools, ...system, ...turns];
  const clients = all.filter((block) => isMarked(block) && block !== shared);
  const over = clients.length + (shared && isMarked(shared) ? 1 : 0) - MARKS_MAX;
  for (const block of clients.slice(0, Math.max(0, over))) delete block.cache_control;
  if (isOurs && last && !hasOwnTurns && over < 0) last.cache_control = { ...own };
  const marked = all.filter(isMarked);
  const lastLong = marked.findLastIndex(({ cache_control: mark }) => (mark as Mark).ttl === "1h");
  for (const block of marked.slice(0, Math.max(0, lastLong))) block.cache_control = { type: "ephemeral", ttl: "1h" };
}

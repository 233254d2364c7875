import type { GenerationEvents } from "@/lib/generation/event";
import type { Item } from "@/lib/generation/item";
import { readText } from "@/lib/generation/read-text";
import type { GenerationRequest } from "@/lib/generation/request";
import { countTokens } from "@/lib/generation/tokens";
import type { Tell, Upstream } from "@/lib/generation/upstream";
import { createPace } from "@/lib/pace";

/** What is kept for a model of which nobody knows how much it reads. */
const WINDOW_TOKENS = 100_000;
/** The part of its window that a model is given; the rest is for its prompt, its answer and what is counted otherwise there. */
const SHARE = 0.6;

/**
 * Resolves to the request with its dialogue as far as it fits, if it lets itself be truncated: system and developer messages and the
 * latest turns, the oldest turns left out. A turn is a user's message with everything up to the next, so calls and their outputs
 * stay together; the last turn always stays.
 */
export async function withinWindow(request: GenerationRequest, contextTokens: number | null = null): Promise<GenerationRequest> {
  if (!request.truncatesInput) return request;
  const tokensMax = contextTokens === null ? WINDOW_TOKENS : Math.floor(contextTokens * SHARE);
  return { ...request, input: await latestTurns(request.input, tokensMax) };
}

/** The upstream's answer to the request within its window. */
export function streamWithinWindow(
  { upstream, contextTokens }: { upstream: Upstream; contextTokens: number | null },
  request: GenerationRequest,
  signal: AbortSignal,
  tell?: Tell,
): GenerationEvents {
  return request.truncatesInput ? truncated(upstream, contextTokens, request, signal, tell) : upstream.stream(request, signal, tell);
}

async function* truncated(
  upstream: Upstream,
  contextTokens: number | null,
  request: GenerationRequest,
  signal: AbortSignal,
  tell?: Tell,
): GenerationEvents {
  yield* upstream.stream(await withinWindow(request, contextTokens), signal, tell);
}

async function latestTurns(dialogue: Item[], tokensMax: number): Promise<Item[]> {
  const pace = createPace();
  const tokens = new Map<Item, number>();
  let total = 0;
  for (const item of dialogue) {
    const count = await countTokens(readText(item), pace);
    tokens.set(item, count);
    total += count;
  }
  const dropped = new Set<Item>();
  for (const turn of turnsOf(dialogue).slice(0, -1)) {
    if (total <= tokensMax) break;
    for (const item of turn) {
      dropped.add(item);
      total -= tokens.get(item) ?? 0;
    }
  }
  return dropped.size === 0 ? dialogue : dialogue.filter((item) => !dropped.has(item));
}

function turnsOf(dialogue: Item[]): Item[][] {
  const turns: Item[][] = [];
  for (const item of dialogue) {
    if (item.type === "message" && (item.role === "system" || item.role === "developer")) continue;
    const last = turns.at(-1);
    if (last && !(item.type === "message" && item.role === "user")) last.push(item);
    else turns.push([item]);
  }
  return turns;
}

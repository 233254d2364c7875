import type { Item } from "@/lib/generation/item";
import { readText } from "@/lib/generation/read-text";
import { countTokens } from "@/lib/generation/tokens";

/** What every model offered here can read. */
const WINDOW_TOKENS = 100_000;

/**
 * The dialogue as far as it fits: system and developer messages and the latest turns, the oldest turns left out. A turn is a user's
 * message with everything up to the next, so calls and their outputs stay together; the last turn always stays.
 */
export function withinWindow(dialogue: Item[], tokensMax = WINDOW_TOKENS): Item[] {
  let total = dialogue.reduce((sum, item) => sum + itemTokens(item), 0);
  if (total <= tokensMax) return dialogue;
  const dropped = new Set<Item>();
  for (const turn of turnsOf(dialogue).slice(0, -1)) {
    if (total <= tokensMax) break;
    for (const item of turn) {
      dropped.add(item);
      total -= itemTokens(item);
    }
  }
  return dialogue.filter((item) => !dropped.has(item));
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

const itemTokens = (item: Item): number => countTokens(readText(item));

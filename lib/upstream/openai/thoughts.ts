import type { Item } from "@/lib/generation/item";
import { findCallNote, keepCallNote } from "../call-notes";
import { ownState } from "../own-state";

/** Whose reasoning it is. */
export interface Owner {
  provider: string;
  model: string;
}

type Block = Record<string, unknown> & { type: string };

/** Keeps the reasoning that led to a call, for clients that hand back a call by its id alone. */
export function keepThoughts(owner: Owner, callId: string, blocks: Record<string, unknown>[]): void {
  if (blocks.length > 0) keepCallNote(keyOf(owner), callId, blocks);
}

/** Finds it again, by the id of the call; none of it where the dialogue brings its reasoning itself. */
export function thoughtsFor(input: readonly Item[], owner: Owner): (callId: string) => Block[] {
  const isBrought = input.some((item) => ownState(item, owner.provider, owner.model) !== null);
  return (callId) => (isBrought ? [] : ((findCallNote(keyOf(owner), callId) ?? []) as Block[]));
}

// The same model at another door can't read it.
function keyOf({ provider, model }: Owner): string {
  return `${provider} ${model}`;
}

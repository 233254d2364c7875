import type { ReasoningItem, ReasoningState } from "@/lib/generation/item";
import { seal, unseal } from "./seal";

/** What is sealed; before providers' own blocks were carried it was the summary alone. */
type Sealed = ReasoningItem["summary"] | { summary: ReasoningItem["summary"]; state: ReasoningState | null };

/** Returns the reasoning as opaque text for a client that keeps the dialogue itself: its words, and what its provider wants back of it. */
export function sealReasoning({ summary, state }: ReasoningItem, workspaceId: string): string {
  return seal({ summary, state: state ?? null } satisfies Sealed, "reasoning", workspaceId);
}

/**
 * Returns the item as the engine knows it: what was sealed opened, nothing sealed left. That it was sealed here was checked when it came
 * in; what does not open, because the key of the installation has changed since, is reasoning without its provider's blocks.
 */
export function withState(item: ReasoningItem, workspaceId: string): ReasoningItem {
  const { encrypted_content: sealed, ...rest } = item;
  if (sealed === undefined || rest.state !== undefined) return rest;
  const opened = unseal(sealed, "reasoning", workspaceId) as Sealed | undefined;
  const state = opened === undefined || Array.isArray(opened) ? null : opened.state;
  return state === null ? rest : { ...rest, state };
}

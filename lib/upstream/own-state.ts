import type { Item, ReasoningState } from "@/lib/generation/item";

/** Returns what a provider's model wants back of a reasoning item; null for other items, and for reasoning that only others can read. */
export function ownState(item: Item, provider: string, model: string): ReasoningState | null {
  const state = item.type === "reasoning" ? item.state : undefined;
  return state?.provider === provider && state.model === model ? state : null;
}

/**
 * Returns the reasoning of a dialogue that led to calls, by the calls' ids. It belongs to the call wherever the item itself has come to
 * stand; reasoning whose call is not in the dialogue is not among it.
 */
export function statesOfCalls(input: readonly Item[], provider: string, model: string): Map<string, ReasoningState> {
  const calls = new Set(input.flatMap((item) => (item.type === "function_call" ? [item.call_id] : [])));
  return new Map(
    input.flatMap((item) => {
      const state = ownState(item, provider, model);
      return state?.callId !== undefined && calls.has(state.callId) ? [[state.callId, state] as const] : [];
    }),
  );
}

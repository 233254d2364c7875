import type { HostedItem } from "@/lib/generation/hosted";
import { type HostedState, rowOf, stateOf } from "@/lib/generation/hosted-items";
import type { Unnumbered } from "./stream-event";

/** A hosted item begins: with nothing in it, and then with what a model wrote of its call. */
export function hostedStarted(
  whole: HostedItem,
  first: HostedItem,
  output_index: number,
  padding: (delta: string) => object,
): Unnumbered[] {
  const at = { item_id: whole.id, output_index };
  const { grows } = rowOf(whole);
  const text = grows && (grows.member in whole ? String(Reflect.get(whole, grows.member) ?? "") : "");
  const written: Unnumbered[] =
    grows && text !== null
      ? [
          ...(text === "" ? [] : [{ type: `${grows.event}.delta` as const, ...at, delta: text, ...padding(text) }]),
          { type: `${grows.event}.done`, ...at, [grows.member]: text } as Unnumbered,
        ]
      : [];
  return [
    { type: "response.output_item.added", output_index, item: { ...first } },
    ...hostedState(whole, "in_progress", output_index),
    ...written,
  ];
}

/** The event of a state; none where the item's type has none for it. */
export function hostedState(item: HostedItem, state: HostedState, output_index: number): Unnumbered[] {
  const type = rowOf(item).states[state];
  return type === undefined ? [] : [{ type, item_id: item.id, output_index }];
}

/** A hosted item has ended, as the client gets it. */
export function hostedEnded(shown: HostedItem, output_index: number): Unnumbered[] {
  const state = stateOf(shown);
  const said = state === "completed" || state === "failed" ? hostedState(shown, state, output_index) : [];
  return [...said, { type: "response.output_item.done", output_index, item: structuredClone(shown) }];
}

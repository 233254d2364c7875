import { type Draft, isCall, isFields } from "../draft";
import type { Catalogue } from "../library/catalogue";
import type { Slot } from "../library/slot";
import { choiceFrom } from "../read/scalar";
import { matchNames } from "./names";

/** Follows references to what they stand for. */
export type Peek = (draft: Draft | undefined) => Draft | undefined;

/** Whether a value has the kind a slot wants, looking at its surface only. */
export function fits(draft: Draft, slot: Slot, catalogue: Catalogue, peek: Peek): boolean {
  const value = peek(draft);
  if (value === undefined || value === null) return false;
  switch (slot.kind) {
    case "text":
      return typeof value === "string" || typeof value === "number";
    case "number":
      return typeof value === "number";
    case "flag":
      return typeof value === "boolean";
    case "choice":
      return choiceFrom(value, slot.values, true) !== undefined;
    case "node":
      return isCall(value) && slot.names.includes(catalogue.find(value.name)?.name ?? value.name);
    case "list":
      return Array.isArray(value) && (value.length === 0 || value.slice(0, 3).some((item) => fits(item, slot.item, catalogue, peek)));
    case "fields":
      return isFields(value) ? matchNames(slot.params, value.entries).size > 0 : isCall(value) && !catalogue.find(value.name);
    case "action":
      return isFields(value) ? value.entries.some(([key]) => key === "type" || key === "url") : isCall(value) && value.name === "Action";
    case "either":
      return slot.slots.some((option) => fits(value, option, catalogue, peek));
    case "any":
      return true;
  }
}

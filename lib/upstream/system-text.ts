import { type Item, textOf } from "@/lib/generation/item";

/** What a system or developer message says, for providers that take such texts apart from the turns; null for other items. */
export function systemText(item: Item): string | null {
  return item.type === "message" && (item.role === "system" || item.role === "developer") ? textOf(item) : null;
}

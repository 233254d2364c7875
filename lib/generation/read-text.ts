import { isHostedItem, rowOf } from "./hosted-items";
import { type OutputItem, type Item, outputText, textOf } from "./item";

/** What a model reads of an item, or has written of it; images and files contribute nothing. */
export function readText(item: Item | OutputItem): string {
  if (isHostedItem(item)) return rowOf(item).read(item)?.arguments ?? "";
  switch (item.type) {
    case "message":
      return textOf(item);
    case "function_call":
      return `${item.name}${item.arguments}`;
    case "function_call_output":
      return outputText(item);
    case "reasoning":
      return item.summary.map((part) => part.text).join("");
  }
}

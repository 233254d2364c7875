import { type Item, outputText, textOf } from "./item";

/** What a model reads of an item, or has written of it; images and files contribute nothing. */
export function readText(item: Item): string {
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

import type { DialogueItem } from "@/lib/generation/hosted";
import { isRecord } from "@/lib/json";
import { pageAddress } from "./search";

const ADDRESS = /https?:\/\/[^\s<>"'`\])]{1,1500}/gi;
/** A site as people name it, perhaps with a path. */
const SITE = /(?<![\w@/.-])(?:[\p{L}\p{N}-]{1,63}\.){1,5}\p{L}{2,24}(?:\/[^\s<>"'`\])]{0,500})?/gu;
const TEXT_CHARS_MAX = 500_000;

/**
 * The addresses that may be opened: what a search found, what a page that was opened leads to, and what the user wrote. One that a model makes
 * up is none of them, so that what a page tells it to do can't carry anything away.
 */
export class KnownAddresses {
  readonly #known = new Set<string>();

  /** Takes what an earlier part of the dialogue named. */
  remember(dialogue: readonly DialogueItem[]): void {
    for (const item of dialogue) {
      if (item.type === "message" && "role" in item && item.role === "user" && "content" in item) this.#addWords(item.content);
      if (item.type !== "web_search_call") continue;
      if ("cited" in item && Array.isArray(item.cited)) for (const source of item.cited) if (isRecord(source)) this.add(source.url);
      if ("exchange" in item && isRecord(item.exchange) && typeof item.exchange.output === "string") this.addText(item.exchange.output);
    }
  }

  add(url: unknown): void {
    const address = typeof url === "string" ? pageAddress(url) : null;
    if (address !== null) this.#known.add(address);
  }

  /** Takes every address in a text. */
  addText(text: string): void {
    for (const [address] of text.slice(0, TEXT_CHARS_MAX).matchAll(ADDRESS)) {
      this.add(address);
      this.add(address.replace(/[.,;:!?*_]{1,5}$/, ""));
    }
  }

  has(address: string): boolean {
    return this.#known.has(address);
  }

  #addWords(content: unknown): void {
    for (const part of Array.isArray(content) ? content : []) {
      if (!isRecord(part) || typeof part.text !== "string") continue;
      this.addText(part.text);
      for (const [site] of part.text.slice(0, TEXT_CHARS_MAX).matchAll(SITE)) this.add(`https://${site.replace(/[.,;:!?]{1,5}$/, "")}`);
    }
  }
}

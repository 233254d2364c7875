import { unwrapUser } from "@/lib/genui/read/envelope";
import type { ThreadEntry } from "./schema";

const TITLE_CHARS = 60;

/** The first line of the first user message, cut at a word; "New thread" when it holds no text. */
export function titleOf(entries: ThreadEntry[]): string {
  for (const { item } of entries) {
    if (item.type !== "message" || item.role !== "user") continue;
    const line = unwrapUser(item.content[0]?.text ?? "")
      .text.trim()
      .split("\n")[0]
      ?.replace(/\s+/g, " ")
      .trim();
    if (line) return shortened(line).replace(/:$/, "");
  }
  return "New thread";
}

function shortened(line: string): string {
  const letters = [...line];
  if (letters.length <= TITLE_CHARS) return line;
  const head = letters.slice(0, TITLE_CHARS - 1).join("");
  const space = head.lastIndexOf(" ");
  return `${(space > TITLE_CHARS / 2 ? head.slice(0, space) : head).trimEnd()}…`;
}

import { isRecord } from "@/lib/json";

/** So much of what was asked, and of what was answered, can be found by its words. */
const WORDS_CHARS_MAX = 8_000;
/** What somebody said, in the words of either dialect. */
const SAID = new Set([
  "content",
  "text",
  "input",
  "output",
  "messages",
  "choices",
  "message",
  "arguments",
  "instructions",
  "prompt",
  "refusal",
]);

/** Returns the words by which a request is found: of its question, the latest first, and of its answer. */
export function wordsOf(request: unknown, response: unknown): string {
  const text = [request, response].map((body) => collect(body).slice(0, WORDS_CHARS_MAX)).join("\n");
  // Small letters here, since what they are to PostgreSQL depends on its locale; by way of bytes, which leaves no half of a surrogate pair.
  return Buffer.from(text.replaceAll("\0", "").toLowerCase()).toString();
}

function collect(body: unknown): string {
  const texts: string[] = [];
  let chars = 0;
  const walk = (value: unknown, isSaid: boolean): void => {
    if (chars > WORDS_CHARS_MAX) return;
    if (typeof value === "string" && isSaid) {
      texts.push(value);
      chars += value.length;
    } else if (Array.isArray(value)) for (const item of value.toReversed()) walk(item, isSaid);
    else if (isRecord(value)) for (const [name, member] of Object.entries(value)) walk(member, SAID.has(name));
  };
  walk(body, false);
  return texts.join("\n");
}

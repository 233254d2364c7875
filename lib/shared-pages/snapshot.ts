import type { ThreadEntry } from "@/lib/conversations/schema";
import { unwrapUser } from "@/lib/genui/read/envelope";
import { redact } from "@/lib/redact";
import type { SharedTurn } from "./schema";

/** What stays as it is: pictures that are their own address, and entities, which a secret ends at. */
const KEPT = /(data:[\w.+-]+\/[\w.+-]+;base64,[\w+/=]+|&(?:quot|amp|lt|gt|apos|#\d{1,5});)/;

/**
 * Returns what a shared page shows of a thread: questions and answers, secrets in them made unreadable. Calls and results of tools, thoughts, the
 * system prompt and what was typed into forms stay out. With `itemId`, that answer and the question before it; empty when it is not there.
 */
export function snapshotOf(entries: readonly ThreadEntry[], itemId: string | null): SharedTurn[] {
  if (itemId === null) return entries.flatMap(toTurn);
  const at = entries.findIndex(({ item }) => item.id === itemId);
  const answer = at === -1 ? [] : entries.slice(at, at + 1).flatMap(toTurn);
  if (answer[0]?.type !== "answer") return [];
  const question = entries.slice(0, at).findLast(({ item }) => item.type === "message" && item.role === "user");
  return [...(question ? toTurn(question) : []), ...answer];
}

function toTurn({ item, details }: ThreadEntry): SharedTurn[] {
  if (item.type !== "message") return [];
  const text = item.content.map((part) => (part.type === "refusal" ? part.refusal : part.text)).join("");
  if (item.role === "user") {
    const asked = unwrapUser(text).text.trim();
    return asked === "" ? [] : [{ type: "user", text: withoutSecrets(asked) }];
  }
  if (text.trim() === "") return [];
  return [{ type: "answer", text: withoutSecrets(text), model: details === null ? null : (details.model ?? details.settings.model) }];
}

function withoutSecrets(text: string): string {
  return text
    .split(KEPT)
    .map((piece, index) => (index % 2 === 1 ? piece : redact(piece)))
    .join("");
}

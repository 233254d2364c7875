import { escape, unescape, unwrapUser } from "@/lib/genui/read/envelope";
import type { GenUIAction } from "@/components/renderer/gen-ui-props";

/** Typed text as a message: wrapped only when it would otherwise be taken for an envelope. */
export function typedMessage(text: string): string {
  return text.includes("<content") ? `<content thesys="true">${escape(text)}</content>` : text;
}

/** The message a generated button, link or form sends. Null for an action that is none (opening an address). */
export function actionMessage(action: GenUIAction): string | null {
  if (action.type === "open_url") return null;
  const { text, context } = unwrapUser(action.llmFriendlyMessage);
  const label = (action.humanFriendlyMessage || text || "Continue").trim();
  // The renderer keeps the context of a button out of the message it makes; without it the model would not know what was meant.
  const notes = [...(context?.notes ?? (text && text !== label ? [text] : [])), ...noteOf(action.params?.context)];
  const forms = formsOf(action.llmFriendlyMessage);
  const parts = [...notes, ...forms];
  return `<content thesys="true">${escape(label)}</content>${parts.length > 0 ? `<context>${escape(JSON.stringify(parts))}</context>` : ""}`;
}

/** A form as shown under the message that sent it: name and value of each field that holds something. */
export function sentFields(message: string): { name: string; value: string }[] {
  const forms = unwrapUser(message).context?.forms ?? {};
  return Object.values(forms).flatMap((fields) =>
    Object.entries(fields).flatMap(([name, value]) => (isShown(value) ? [{ name, value: toText(value) }] : [])),
  );
}

const CONTEXT = "<context>";

/** The form states as the renderer wrote them, with the kind of each control. */
function formsOf(message: string): unknown[] {
  const [start, end] = [message.indexOf(CONTEXT), message.indexOf("</context>")];
  if (start === -1 || end < start) return [];
  try {
    const parsed: unknown = JSON.parse(unescape(message.slice(start + CONTEXT.length, end)));
    return Array.isArray(parsed) ? parsed.filter((part) => typeof part === "object" && part !== null) : [];
  } catch {
    return [];
  }
}

function noteOf(context: unknown): string[] {
  if (context === undefined || context === null || context === "") return [];
  return [typeof context === "string" ? context : JSON.stringify(context)];
}

function isShown(value: unknown): boolean {
  return value !== null && value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);
}

function toText(value: unknown): string {
  if (Array.isArray(value)) return value.map(toText).join(", ");
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

import type { UiNode } from "@/lib/genui/tree";
import { clipped } from "@/lib/text";
import { humanName } from "../data/names";
import type { Conversation } from "../turn";
import { callout, facts, header, node, plain } from "../ui";

/** What was filled in, shown back. Null when the turn carries no filled form. */
export function showSubmitted(conversation: Conversation): UiNode[] | null {
  const { forms, text } = conversation.last;
  const filled = Object.entries(forms).map(([form, fields]) => ({
    form,
    rows: Object.entries(fields).flatMap(([name, value]) => row(name, value)),
  }));
  const sent = filled.filter(({ rows }) => rows.length > 0);
  if (sent.length === 0 || /^(?:cancel|reset|clear|back)\b/i.test(text)) return null;
  return [
    header(text === "" ? "Form" : text.slice(0, 80), "What you filled in"),
    ...sent.flatMap(({ form, rows }) => [...(sent.length > 1 ? [node("InlineHeader", { heading: humanName(form) })] : []), facts(rows)]),
    callout(
      "info",
      "Nothing was stored or sent",
      "The offline engine only shows back what you submitted. Give it a tool, or connect your own code, to do something with it.",
    ),
  ];
}

function row(name: string, value: unknown): { label: string; value: string }[] {
  const text = shown(value, /password|passcode|passphrase|pin_code/i.test(name));
  return text === "" ? [] : [{ label: humanName(name), value: text }];
}

function shown(value: unknown, isSecret: boolean): string {
  if (value === null || value === undefined || value === "") return "";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (isSecret) return "••••••••";
  if (Array.isArray(value))
    return value
      .map((item) => shown(item, false))
      .filter((item) => item !== "")
      .join(", ");
  return plain(clipped(typeof value === "string" ? value : JSON.stringify(value), 300));
}

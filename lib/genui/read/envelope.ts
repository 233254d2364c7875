import { isRecord } from "@/lib/json";
import { legacyToText } from "./legacy";
import { readMarkedMessage } from "./message";

/** What stands around a program on the wire. The program inside is escaped with `escape`. */
export const OPEN = '<content thesys="true" version="2">\n```openui-lang\n';
export const CLOSE = "```\n</content>";

/** What the interface sends along with a message of the user: notes ("User clicked: …") and the state of its forms. */
export interface UiContext {
  notes: string[];
  forms: Record<string, Record<string, unknown>>;
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0", copy: "\u00a9" };

export function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) =>
    character === "&" ? "&amp;" : character === "<" ? "&lt;" : character === ">" ? "&gt;" : "&quot;",
  );
}

/** Decodes the entities that `escape` and the clients write, once. */
export function unescape(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi,
    (entity: string, decimal?: string, hex?: string, name?: string) => {
      if (name) return ENTITIES[name.toLowerCase()] ?? entity;
      const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex ?? "", 16);
      return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : entity;
    },
  );
}

/** A whole program in its envelope. */
export function wrap(program: string): string {
  return `${OPEN}${escape(program)}\n${CLOSE}`;
}

const THINK_ITEM = /<thinkitem\b/y;
const [THINK_ITEM_END, CONTENT] = ["</thinkitem>", /<content\b/g];

/** Where the think items end that an answer begins with; one that is not closed goes to the envelope, or to the end. */
export function thinkItemsEnd(text: string): number {
  // Looked for once: every item before it would look as far.
  CONTENT.lastIndex = 0;
  let content = CONTENT.exec(text)?.index ?? text.length;
  let end = 0;
  for (;;) {
    THINK_ITEM.lastIndex = text.length - text.slice(end).trimStart().length;
    if (!THINK_ITEM.test(text)) return end;
    const opened = text.indexOf(">", THINK_ITEM.lastIndex);
    if (opened === -1) return text.length;
    while (content <= opened) content = CONTENT.exec(text)?.index ?? text.length;
    const closed = text.indexOf(THINK_ITEM_END, opened);
    if (closed === -1 || content < closed) return content;
    end = closed + THINK_ITEM_END.length;
  }
}

/**
 * An assistant message as the model should read it: the OpenUI Lang of its last envelope without fence or entities, or what lines of marks
 * say is its content, an answer in the older JSON format as `readLegacy` reads it (its readable text), or the text itself.
 */
export function unwrapAssistant(stored: string, readLegacy: (inner: string) => string | null = legacyToText): string {
  const text = readMarkedMessage(stored)?.content ?? stored;
  const inner = contentOf(text);
  return readLegacy(inner) ?? (text.includes("<content") ? withoutFence(inner) : inner);
}

/** What stands in the last envelope of a text, without entities; the text itself when there is none. What was thought is left out. */
export function contentOf(stored: string): string {
  const text = stored.slice(thinkItemsEnd(stored));
  const start = text.lastIndexOf("<content");
  if (start === -1) return text;
  const opened = text.indexOf(">", start);
  if (opened === -1) return "";
  const closed = text.indexOf("</content>", opened);
  return unescape(text.slice(opened + 1, closed === -1 ? undefined : closed)).trim();
}

// Somebody may well write about a <content> element: only a text that begins with a whole one is an envelope.
const USER_ENVELOPE = /^\s*<content(?:\s[^>]*)?>/;

/** A user message as typed, and what the interface sent with it. Text without an envelope comes back as it is. */
export function unwrapUser(text: string): { text: string; context: UiContext | null } {
  const marked = readMarkedMessage(text);
  if (marked) return { text: marked.content, context: marked.context === null ? null : readContext(marked.context) };
  const content = USER_ENVELOPE.test(text) && text.includes("</content>") ? element(text, "content") : null;
  if (content === null) return { text, context: null };
  const context = element(text, "context");
  return { text: unescape(content), context: context === null ? null : readContext(unescape(context)) };
}

function element(text: string, name: string): string | null {
  const start = text.indexOf(`<${name}`);
  const opened = start === -1 ? -1 : text.indexOf(">", start);
  if (opened === -1) return null;
  const closed = text.indexOf(`</${name}>`, opened);
  return text.slice(opened + 1, closed === -1 ? undefined : closed);
}

function readContext(json: string): UiContext | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return null;
  }
  const context: UiContext = { notes: [], forms: {} };
  for (const part of Array.isArray(parsed) ? parsed : [parsed]) {
    if (typeof part === "string") context.notes.push(part);
    else if (isRecord(part)) addForms(context.forms, part);
  }
  return context;
}

function addForms(forms: UiContext["forms"], part: Record<string, unknown>): void {
  for (const [form, fields] of Object.entries(part)) {
    const values = isRecord(fields)
      ? Object.entries(fields).map(([name, field]) => [name, isRecord(field) && "value" in field ? field.value : field])
      : [["value", fields]];
    Object.defineProperty(forms, form, { value: Object.fromEntries(values), enumerable: true, configurable: true, writable: true });
  }
}

function withoutFence(program: string): string {
  const match = /^```[^\n]*\n([\s\S]*?)\n?```$/.exec(program);
  return match?.[1] ?? program.replace(/^```[^\n]*\n/, "");
}

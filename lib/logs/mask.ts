import { isRecord } from "@/lib/json";
import { redact } from "@/lib/redact";
import type { LogMode } from "./schema";

/** Members whose text lets somebody in somewhere, whatever it looks like. */
const SECRET_NAME = /(?:^|[-_])(?:authorization|api[-_]?keys?|apikey|password|passwd|passphrase|secret|token|credentials?|cookie)$/i;
const HEADERS_NAME = /^(?:headers|http_headers)$/i;

/** Members that say what something is, not what anybody said. */
const NAMING = new Set(["model", "id", "type", "role", "object", "status", "call_id", "item_id", "response_id", "created", "created_at"]);

const PLACES: [RegExp, string][] = [
  [/[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,100}/g, "[e-mail]"],
  [/\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/g, "[address]"],
  [/\b[A-Z]{2}\d{2}(?: ?[\dA-Z]{4}){2,7}(?: ?[\dA-Z]{1,3})?\b/g, "[account]"],
  [/[+(]?\d(?:[ ./()-]{0,2}\d){6,}/g, "[number]"],
];

const REDACTED = "[redacted]";

/**
 * Returns a JSON value without secrets: what looks like one of ours, of a provider or of a session, and what is called one. In the mode
 * `masked` also without what looks like people's data: e-mail and network addresses, and numbers of seven digits and more, as those of
 * phones, cards and accounts are.
 */
export function masked(value: unknown, mode: LogMode): unknown {
  const text = mode === "masked" ? (said: string) => hidePeople(redact(said)) : redact;
  return walk(value, { text, isNaming: false, isHeaders: false });
}

interface Walk {
  text: (said: string) => string;
  /** The value names something. */
  isNaming: boolean;
  /** The members are headers that somebody is sent. */
  isHeaders: boolean;
}

function walk(value: unknown, at: Walk): unknown {
  if (typeof value === "string") return at.isNaming ? redact(value) : at.text(value);
  if (Array.isArray(value)) return value.map((item) => walk(item, at));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([name, member]): [string, unknown] => {
    const isSecret = typeof member === "string" && member !== "" && (at.isHeaders || SECRET_NAME.test(name));
    const inside = { text: at.text, isNaming: NAMING.has(name), isHeaders: HEADERS_NAME.test(name) };
    return [redact(name), isSecret ? REDACTED : walk(member, inside)];
  });
  return Object.fromEntries(entries);
}

function hidePeople(text: string): string {
  return PLACES.reduce((rest, [place, mark]) => rest.replaceAll(place, mark), text);
}

/** Where servers put what they say of a failure, the most telling first. */
const PLACES = ["error", "message", "detail", "msg", "errors", "error_message", "error_msg", "base_resp", "status_msg", "reason", "title"];
const DEPTH_MAX = 6;
const SAID_AT_ONCE_MAX = 3;

/** Whether a member says something: not null, false, 0, or empty. */
export function isGiven(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

/**
 * Returns what an error says, in any of the shapes that servers use: a text, an object with a message, a list of what is wrong with each
 * member, one inside the other, also as JSON text. Null when there are no words.
 */
export function wordsOf(value: unknown, depth = 0): string | null {
  if (depth > DEPTH_MAX) return null;
  if (typeof value === "string") return inText(value, depth);
  if (Array.isArray(value)) {
    const words = value.slice(0, SAID_AT_ONCE_MAX).flatMap((item) => wordsOf(item, depth + 1) ?? []);
    return words.length > 0 ? words.join("; ") : null;
  }
  if (typeof value !== "object" || value === null) return null;
  const members = value as Record<string, unknown>;
  for (const place of PLACES) {
    const words = wordsOf(members[place], depth + 1);
    if (words !== null) return withPlace(members, withCause(members, words, depth));
  }
  return null;
}

function inText(text: string, depth: number): string | null {
  const plain = text.trim();
  if (/^[{[]/.test(plain)) {
    try {
      return wordsOf(JSON.parse(plain), depth + 1) ?? plain;
    } catch {
      return plain;
    }
  }
  return plain === "" ? null : plain;
}

/** Says which member is meant, where a list of faults names it. */
function withPlace({ loc }: Record<string, unknown>, words: string): string {
  return Array.isArray(loc) && loc.length > 0 ? `${loc.join(".")}: ${words}` : words;
}

/** A broker says what the one behind it said. */
function withCause({ metadata }: Record<string, unknown>, words: string, depth: number): string {
  const raw = typeof metadata === "object" && metadata !== null && "raw" in metadata ? wordsOf(metadata.raw, depth + 1) : null;
  return raw === null || raw === words ? words : `${words}: ${raw}`;
}

/** Names of failures, and the status that each stands for. */
const NAMED: readonly (readonly [RegExp, number])[] = [
  [/insufficient_quota|insufficient_balance|billing|payment_required|insufficient_credit/, 402],
  [/overloaded|rate_?limit|too_?many_?requests|resource_exhausted|unavailable|throttl|slow_down|insufficient_system_resource/, 429],
  [/authentication|unauthorized|invalid_api_key|permission|forbidden/, 401],
  [/timeout|deadline_exceeded/, 504],
  [/model_not_found|model_not_exist/, 404],
  [/invalid|bad_?request|exceed_context|context_length|too_large|unprocessable|unsupported|failed_precondition/, 400],
];
const DEPTH_OF_STATUS_MAX = 3;

/** Returns the status that an error object names: by number, as text or not, or by one of the names that are in use; null for neither. */
export function statusIn(value: unknown, depth = 0): number | null {
  if (typeof value !== "object" || value === null || depth > DEPTH_OF_STATUS_MAX) return null;
  const { code, status, status_code: statusCode, type, error, metadata } = value as Record<string, unknown>;
  const given = [code, status, statusCode, type];
  for (const one of given) {
    const number = typeof one === "number" || typeof one === "string" ? Number(one) : Number.NaN;
    if (Number.isInteger(number) && number >= 400 && number <= 599) return number;
  }
  const names = given.filter((one) => typeof one === "string").map((one) => one.toLowerCase());
  const named = NAMED.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1];
  return named ?? statusIn(error, depth + 1) ?? statusIn(metadata, depth + 1);
}

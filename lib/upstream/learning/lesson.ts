import type { Body, WireFormat } from "../wire-format";
import { hintsIn, nameOf, namesOf, rankOf, snakeCase, valueAt } from "./hints";
import type { Said } from "./read-refusal";

/** What to do differently after a refusal. All but the last is worth remembering. */
export type Lesson =
  | { type: "leave-out"; path: string }
  | { type: "rename"; path: string; to: string }
  | { type: "values"; path: string; values: string[] }
  | { type: "format"; path: string; scope: "model" | "address" }
  | { type: "without-reasoning" };

/** What was sent, and what could be sent instead. */
interface Sent {
  body: Body;
  format: Pick<WireFormat, "withoutReasoning" | "whenMissing">;
  others: readonly WireFormat[];
}

const REFUSED = new Set([400, 404, 405, 415, 422, 501]);

/**
 * Returns what a refusal teaches, in the order in which it is to be believed; nothing where there is no positive proof that something other
 * than the request itself was at fault.
 */
export function lessonsOf(said: Said, sent: Sent): Lesson[] {
  if (!REFUSED.has(said.status)) return [];
  const elsewhere = otherFormat(said, sent);
  if (elsewhere) return [elsewhere];
  if (isAboutReasoning(said) && sent.format.withoutReasoning?.(sent.body)) return [{ type: "without-reasoning" }];
  if (said.status !== 400 && said.status !== 422) return [];
  const values = namedValues(said, sent.body);
  return values ? [values] : refusedHints(said, sent.body);
}

function otherFormat({ status, words, codes }: Said, { format, others }: Sent): Lesson | null {
  const named = others.find(({ namedBy }) => namedBy.test(words));
  if (named) return { type: "format", path: named.path, scope: "model" };
  const isMissing = (status === 404 && !isAboutModel(words, codes)) || status === 405 || status === 501;
  const fallback = isMissing ? others.find(({ path }) => path === format.whenMissing) : undefined;
  return fallback ? { type: "format", path: fallback.path, scope: "address" } : null;
}

function isAboutModel(words: string, codes: string[]): boolean {
  return codes.includes("model_not_found") || (/\bmodels?\b/i.test(words) && !/\b(?:path|route|endpoint|url)\b/i.test(words));
}

function isAboutReasoning({ words, codes }: Said): boolean {
  if (codes.includes("invalid_encrypted_content")) return true;
  return /\bencrypted[ _]content\b|\bof type 'reasoning' was provided without\b|\b(?:invalid|corrupted|missing)\b.{0,40}(?:\b|_)signature\b|\bbound to a different conversation\b/i.test(
    words,
  );
}

/** "Supported values are: 'low', …", "Input should be 'low' or 'high'". */
const LISTED =
  /(?:supported|allowed|valid|accepted|possible) (?:values|options)[^'"`:]{0,40}:?|\b(?:should|must) be(?: one of)?:?|\bexpected(?: one of)?:?/i;

/** A refused effort, or another value of a rank, where the server names those that it takes. */
function namedValues({ words, places, codes }: Said, body: Body): Lesson | null {
  const at = LISTED.exec(words);
  if (!at) return null;
  const listed = [...words.slice(at.index + at[0].length).matchAll(/['"`]([a-z]+)['"`]/g)].map(([, value]) => value ?? "");
  for (const path of hintsIn(body)) {
    const rank = rankOf(path);
    const value = valueAt(body, path);
    if (!rank || typeof value !== "string" || listed.length === 0 || listed.includes(value)) continue;
    const isNamed = places.some((place) => isPlaceOf(place, path)) || namesIt(words, path) || codes.includes("unsupported_value");
    if (isNamed && listed.every((one) => rank.includes(one))) return { type: "values", path, values: listed };
  }
  return null;
}

const PROOF_CODES = new Set([
  "unsupported_parameter",
  "unknown_parameter",
  "unsupported_value",
  "extra_forbidden",
  "unrecognized_keys",
  "unrecognized_parameter",
  "unexpected_parameter",
]);
const PROOF =
  /\b(?:unsupported|unknown|unrecogni[sz]ed|unexpected|forbidden|extra inputs?|additional propert(?:y|ies))\b|\b(?:not|n['’]t|no longer|never) (?:be |yet |currently )?(?:support|supported|permitted|allowed|accept|accepted|recogni[sz]ed|enabled|available|compatible|take|applicable)\b|\bdeprecated\b|\bmust be verified\b/i;

/** What the client required, by its names in the formats; words for usual things only where they are names. */
const REQUIRED =
  /\b(?:tool_choice|response_format|text\.format|output_config\.format|json_schema|input_schema|response_?json_?schema|response_?mime_?type|function_?calling_?config)\b|['"`](?:tools|messages|input|model|system)['"`]|^(?:tools|messages|input|model|system)(?: is| are|:|\.\d)/im;

function refusedHints(said: Said, body: Body): Lesson[] {
  const { words, codes, places } = said;
  if (!codes.some((code) => PROOF_CODES.has(code)) && !PROOF.test(words)) return [];
  const hints = hintsIn(body);
  const named = hints.filter((path) => places.some((place) => isPlaceOf(place, path)));
  // A refusal that names what must be obeyed is for the client to read, whatever else stands in its words.
  const isForClient = places.some((place) => place !== "") || REQUIRED.test(words);
  const found = named.length > 0 || isForClient ? named : hints.filter((path) => namesIt(words, path));
  const inner = found.filter((path) => !found.some((other) => other.startsWith(`${path}.`)));
  return inner.map((path) => {
    const to = /\b[Uu]se ['"`]?([a-z_]{3,40})['"`]? instead\b/.exec(words)?.[1];
    return to !== undefined && to !== path && !path.includes(".") && body[to] === undefined
      ? { type: "rename", path, to }
      : { type: "leave-out", path };
  });
}

function isPlaceOf(place: string, path: string): boolean {
  if (path === "tools.strict") return /^tools\.(?:function\.)?strict$/.test(place);
  if (path.startsWith("**."))
    return place === nameOf(path) || (!/\b(?:parameters|schema)\b/.test(place) && place.endsWith(`.${nameOf(path)}`));
  return snakeCase(place) === snakeCase(path);
}

const CALLED = "(?:parameters?|arguments?|fields?|propert(?:y|ies)|keys?|members?|inputs?|names?)";

/** Whether words name a hint. A name that is a usual word as well must stand where only a name can stand. */
function namesIt(words: string, path: string): boolean {
  return namesOf(path).some((name) => hasName(words, name));
}

function hasName(words: string, own: string): boolean {
  const name = own.replaceAll(".", "\\.");
  const quoted = `['"\`“‘](?:[\\w.[\\]]{0,80}\\.)?${name}['"\`”’]`;
  const isRare = /[._A-Z ]/.test(own) || RARE.has(own);
  const forms = isRare
    ? [quoted, `(?<![\\w.])${name}(?![\\w])`]
    : [
        `${CALLED}[^.\\n]{0,40}${quoted}`,
        `${quoted} (?:is|are|was|does|has|parameter|field)\\b`,
        `${CALLED}(?: supplied)?:? ${name}\\b`,
        `^\\W{0,9}${name}(?: is|:)`,
      ];
  return new RegExp(forms.join("|"), "im").test(words);
}

/** Words that mean nothing else in a refusal. */
const RARE = new Set(["temperature", "verbosity", "penalty"]);

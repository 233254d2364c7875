import { CLOSE, escape, thinkItemsEnd, unescape } from "../read/envelope";

const FENCE = /^\s*```[^\n]*\n/;
const STATEMENT = /^(\$?[A-Za-z_]\w*) = \S/;

/**
 * An answer of the C1 format that was cut anywhere, closed so that what it draws while it streams it also draws when it is over: the last
 * statement gets its quotes and brackets, then fence and envelope end. A whole answer and a text without an envelope come back as they are;
 * of a piece of the envelope's beginning nothing is left. Linear in the length of the text.
 */
export function closeAnswer(text: string): string {
  const start = thinkItemsEnd(text);
  const envelope = text.slice(start);
  const begun = envelope.trimStart();
  if (begun === "") return text;
  if (!begun.startsWith("<content")) return "<content".startsWith(begun) ? text.slice(0, start) : text;
  const opened = envelope.indexOf(">");
  if (opened === -1) return text.slice(0, start);
  const inner = envelope.slice(opened + 1);
  if (inner.includes("</content>")) return text;
  // Text is escaped, so that a tag can only be the end of the envelope, and what looks like an entity is one that was cut.
  const tag = inner.indexOf("<");
  const written = (tag === -1 ? inner : inner.slice(0, tag)).replace(/&[#\w]{0,9}$/, "");
  const fence = FENCE.exec(written)?.[0];
  const program = fence === undefined ? "" : closeProgram(unescape(written.slice(fence.length)));
  if (fence === undefined || program === "") return text.slice(0, start);
  return `${text.slice(0, start)}${envelope.slice(0, opened + 1)}${fence}${escape(program)}${CLOSE}`;
}

/** Whole lines as they are, the last one closed or left out. */
function closeProgram(program: string): string {
  const end = program.lastIndexOf("\n") + 1;
  const last = program.slice(end);
  const whole = program.slice(0, end);
  const lines = whole.endsWith("```\n") ? whole.slice(0, -4) : whole;
  const name = STATEMENT.exec(last)?.[1];
  const closed = name === undefined ? "" : closeStatement(last);
  // What is being said again holds as it was said before, until more of it is there.
  const isMore = closed !== "" && closed.length >= lineOf(lines, `${name} = `).length;
  return isMore ? `${lines}${closed}\n` : lines;
}

/** The last line that begins so; empty when there is none. */
function lineOf(lines: string, beginning: string): string {
  const at = `\n${lines}`.lastIndexOf(`\n${beginning}`);
  return at === -1 ? "" : lines.slice(at, lines.indexOf("\n", at));
}

interface Frame {
  closer: string;
  /** Where the frame was opened or its last comma stands. */
  separator: number;
  /** Of fields: a name has come, and whether its value has begun. */
  isNamed: boolean;
}

const NUMERIC = "0123456789.+-eE";
const CLOSERS: Record<string, string> = { "(": ")", "[": "]", "{": "}" };

function closeStatement(source: string): string {
  const frames: Frame[] = [];
  let quote = "";
  let escapedAt = -1;
  for (let at = 0; at < source.length; at++) {
    const character = source.charAt(at);
    if (quote !== "") {
      if (character === "\\") escapedAt = at++;
      else if (character === quote) quote = "";
      continue;
    }
    const frame = frames.at(-1);
    if (character === '"' || character === "'") quote = character;
    else if (CLOSERS[character]) frames.push({ closer: CLOSERS[character], separator: at, isNamed: false });
    else if (frame?.closer === character) frames.pop();
    else if (frame && character === ",") Object.assign(frame, { separator: at, isNamed: false });
    else if (frame && character === ":") frame.isNamed = true;
  }
  let text = quote === "" ? source : `${withoutCutEscape(source, escapedAt)}${quote}`;
  const frame = frames.at(-1);
  // A name or number alone may be the beginning of anything.
  if (!frame) return /[)\]}"']$/.test(text) ? text : "";
  if (frame.closer === "}" && (!frame.isNamed || text.trimEnd().endsWith(":"))) text = text.slice(0, frame.separator + 1);
  text = withoutComma(quote === "" ? withoutCutNumber(text) : text);
  return (
    text +
    frames
      .toReversed()
      .map(({ closer }) => closer)
      .join("")
  );
}

function withoutComma(text: string): string {
  const trimmed = text.trimEnd();
  return trimmed.endsWith(",") ? trimmed.slice(0, -1) : trimmed;
}

/** Without a number that has no end yet: its sign, point or exponent alone is none. */
function withoutCutNumber(text: string): string {
  let start = text.length;
  while (start > 0 && NUMERIC.includes(text.charAt(start - 1))) start--;
  return /[-+.eE]/.test(text.slice(-1)) && /^[-+]|^\d/.test(text.slice(start, start + 1)) ? text.slice(0, start) : text;
}

/** Without an escape that was cut: a backslash alone, or less than four digits of a code. */
function withoutCutEscape(source: string, escapedAt: number): string {
  if (escapedAt === -1) return source;
  const sequence = source.slice(escapedAt);
  return sequence.length === 1 || (/^\\u[0-9a-fA-F]*$/.test(sequence) && sequence.length < 6) ? source.slice(0, escapedAt) : source;
}

/** A stored message of OpenUI Lang, of which lines of marks tell the parts. */
export interface MarkedMessage {
  content: string;
  /** What the interface sent along, as JSON; null when nothing was. */
  context: string | null;
}

export const MARKER = "]]>openui:";
const MARKER_LINE = /^\]\]>openui:([a-z]+)(?:\?.*)?$/;

/** Returns the kind that a line of marks names; null when the line is none. */
export function kindOfMarker(line: string): string | null {
  return line.startsWith(MARKER) ? (MARKER_LINE.exec(line.trimEnd())?.[1] ?? null) : null;
}

/**
 * Returns the last content of a message and the context that follows it. What stands before the first mark is the content of a message
 * without any; what follows the end belongs to the part that it ended; parts of other kinds are left out. Null for a text without marks.
 */
export function readMarkedMessage(text: string): MarkedMessage | null {
  if (!text.includes(MARKER)) return null;
  const parts: { kind: string; lines: string[] }[] = [{ kind: "", lines: [] }];
  let hasMarks = false;
  for (const line of text.split("\n")) {
    const kind = kindOfMarker(line);
    hasMarks ||= kind !== null;
    if (kind === null) parts.at(-1)?.lines.push(line);
    else if (kind !== "end") parts.push({ kind, lines: [] });
  }
  if (!hasMarks) return null;
  const content = Math.max(
    0,
    parts.findLastIndex(({ kind }) => kind === "content"),
  );
  const context = parts.findLast(({ kind }, index) => kind === "context" && index > content);
  const bodyOf = ({ lines }: { lines: string[] }): string => lines.join("\n").replace(/\r$/, "");
  return { content: bodyOf(parts[content] ?? { lines: [] }), context: context ? bodyOf(context) : null };
}

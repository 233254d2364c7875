import type { Block, ReadDocument } from "./document";

/** A paragraph that is longer is taken line by line: what has no blank lines, such as code and logs, has lines. */
const PARAGRAPH_CHARS_MAX = 2_000;

/** Returns a text in its paragraphs. */
export function readPlain(text: string): ReadDocument {
  return { blocks: paragraphsOf(text.split("\n")).map((paragraph) => ({ text: paragraph })) };
}

/** Returns Markdown in its headings and paragraphs. A `#` inside of fenced code is no heading. */
export function readMarkdown(text: string): ReadDocument {
  const blocks: Block[] = [];
  let lines: string[] = [];
  let fence: string | null = null;
  const flush = () => {
    blocks.push(...paragraphsOf(lines).map((paragraph) => ({ text: paragraph })));
    lines = [];
  };
  for (const line of text.split("\n")) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined && (fence === null || mark.startsWith(fence))) fence = fence === null ? mark : null;
    const [, signs, title = ""] = (fence === null && /^ {0,3}(#{1,6})[ \t]+(\S.*)$/.exec(line)) || [];
    if (signs === undefined) {
      lines.push(line);
      continue;
    }
    flush();
    blocks.push({ text: withoutClosing(title), level: signs.length });
  }
  flush();
  return { blocks };
}

function withoutClosing(title: string): string {
  const trimmed = title.trimEnd();
  let end = trimmed.length;
  while (trimmed[end - 1] === "#") end--;
  return end > 0 && trimmed[end - 1] === " " ? trimmed.slice(0, end).trimEnd() : trimmed;
}

function paragraphsOf(lines: string[]): string[] {
  const paragraphs: string[] = [];
  let current: string[] = [];
  let length = 0;
  const flush = () => {
    const text = current.join("\n").trimEnd();
    if (text.trim() !== "") paragraphs.push(text);
    current = [];
    length = 0;
  };
  for (const line of lines) {
    const isBlank = line.trim() === "";
    if (isBlank || length + line.length > PARAGRAPH_CHARS_MAX) flush();
    if (isBlank) continue;
    current.push(line);
    length += line.length + 1;
  }
  flush();
  return paragraphs;
}

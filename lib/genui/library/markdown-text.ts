import { safeUrl } from "../url";

/** The beginning of a fence, whatever stands before it. */
const FENCE = /^[\s>*+\-\d.)]*(`{3,}|~{3,})/;
const BLOCK_MARK = /^(?:#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|-{2,}\s*$|=+\s*$|\d{1,9}(?=[.)](?:\s|$)))/;
/** What stays in a label: strong words and links; and marks that would be read as more than text. */
const LABEL_MARKS =
  /https?:\/\/[^\s<>`*[\]()|\\]{1,2100}|\*\*[^*\s](?:[^*\n]{0,300}[^*\s])?\*\*|\[[^\][\n]{0,300}\]\([^()\s]{0,2100}\)|!(?=\[)|\\(?=[!-/:-@[-`{-~]|$)|\*(?=\S)|(?<=\S)\*|[`~]|^\[|\](?=[([:])|&(?=#?\w{1,32};)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
/** An address in angles without a backtick, over which readers could disagree. */
const AUTOLINK = /^<(?:https?:\/\/|mailto:)[^\s<>`]{1,2100}>/;

/**
 * Markdown that comes in pieces, without HTML: each tag is escaped, so that a renderer that knows HTML shows it as text. In fences and code
 * it stays as it is where no reader of Markdown can take it for anything else.
 */
export class HtmlFree {
  /** The fence that is open; null outside of one. */
  private fence: string | null = null;
  /** An earlier line of the paragraph left code open. */
  private isOpen = false;
  /** A fence that not all readers end at the same place: from then on everything is escaped. */
  private isDoubtful = false;

  /** One line, without its end. */
  line(line: string): string {
    const mark = FENCE.exec(line);
    if (mark) return this.fenceLine(line, mark[1] ?? "");
    if (this.fence !== null && !this.isDoubtful) return line;
    if (line.trim() === "") this.isOpen = false;
    if (!line.includes("`")) return withoutTags(line);
    if (!this.isOpen && !this.isDoubtful && !line.includes("|")) return this.withCode(line);
    this.isOpen = true;
    return withoutTags(line);
  }

  /** What ends a fence that is still open; empty when none is. */
  end(): string {
    return this.fence === null ? "" : `\n${this.fence}`;
  }

  private fenceLine(line: string, run: string): string {
    const rest = line.slice(line.indexOf(run) + run.length);
    if (this.isDoubtful) return withoutTags(line);
    if (this.fence !== null) {
      const isEnd = line.startsWith(run) && run.startsWith(this.fence) && rest.trim() === "";
      if (isEnd) this.fence = null;
      else if (run.startsWith(this.fence)) this.isDoubtful = true;
      return this.isDoubtful ? withoutTags(line) : line;
    }
    if (line.startsWith(run) && !rest.includes("`")) {
      this.fence = run;
      this.isOpen = false;
    } else this.isDoubtful = true;
    return withoutTags(line);
  }

  private withCode(line: string): string {
    let out = "";
    let from = 0;
    const runs = /\\.|<[^\s<>`]+>|`+/g;
    for (let run = runs.exec(line); run; run = runs.exec(line)) {
      if (!run[0].startsWith("`")) continue;
      const end = endOfCode(line, run.index + run[0].length, run[0]);
      if (end === -1) {
        this.isOpen = true;
        break;
      }
      out += withoutTags(line.slice(from, run.index)) + line.slice(run.index, end);
      from = end;
      runs.lastIndex = end;
    }
    return out + withoutTags(line.slice(from));
  }
}

/** Where code that began with a run of backticks is over; -1 when it is not on this line. */
function endOfCode(line: string, from: number, run: string): number {
  for (let at = line.indexOf(run, from); at !== -1; ) {
    let end = at;
    while (line.charAt(end) === "`") end++;
    if (end - at === run.length) return end;
    at = line.indexOf(run, end);
  }
  return -1;
}

function slashesBefore(text: string, at: number): number {
  let from = at;
  while (from > 0 && text.charAt(from - 1) === "\\") from--;
  return at - from;
}

function withoutTags(text: string): string {
  return text.includes("<") ? text.replace(/\S+/g, (run) => (run.includes("<") ? withoutTag(run) : run)) : text;
}

/** What may be an address takes a backslash for a part of itself, and the tag behind it would be one again. */
function withoutTag(run: string): string {
  const mayBeAddress = /[:@]|www\./i.test(run);
  return run.replace(/\\?<(?=[A-Za-z/!?])/g, (tag, at: number) => {
    const isEscaped = slashesBefore(run, at + tag.length - 1) % 2 === 1;
    if (!isEscaped && AUTOLINK.test(run.slice(at + tag.length - 1))) return tag;
    if (mayBeAddress) return "&lt;";
    return isEscaped ? tag : `${tag.slice(0, -1)}\\<`;
  });
}

/** A text of Markdown as a block, without HTML. */
export function block(text: string): string {
  const html = new HtmlFree();
  const lines = text
    .replace(/^(?:[ \t]*\n)+/, "")
    .trimEnd()
    .split("\n");
  return lines.map((line) => html.line(line)).join("\n") + html.end();
}

/** A text of Markdown in one line. */
export function oneLine(text: string): string {
  if (!text.includes("\n")) return text.trim();
  const lines = text.split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "").join(" ");
}

/** A label, a title, a name: in one line, its characters as they are; only links and strong words are more than text. */
export function label(text: string): string {
  const line = oneLine(text);
  const isTilde = line.indexOf("~") !== line.lastIndexOf("~");
  const marked = line.replace(LABEL_MARKS, (mark) => {
    if (mark.endsWith(")")) return linkInLabel(mark);
    return mark.length > 1 || (mark === "~" && !isTilde) ? mark : `\\${mark}`;
  });
  return withoutTags(marked.replace(BLOCK_MARK, (mark) => (/^\d/.test(mark) ? `${mark}\\` : `\\${mark}`)));
}

/** A link to what may be opened as it is; all else as its characters. */
function linkInLabel(mark: string): string {
  const at = mark.lastIndexOf("](");
  if (at === -1 || !mark.startsWith("[")) return mark;
  const url = safeUrl(mark.slice(at + 2, -1));
  return url === null ? mark.replace(/[[\]]/g, "\\$&") : `${mark.slice(0, at)}](${url})`;
}

/** Code as a block, whatever is in it. */
export function fenced(code: string, language = ""): string {
  const longest = (code.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const fence = "`".repeat(longest + 1);
  return `${fence}${/^[\w+#.-]{1,20}$/.test(language) ? language : ""}\n${code}\n${fence}`;
}

/** Strong words, in one line; none of nothing. */
export function strong(markdown: string): string {
  const words = oneLine(markdown).replaceAll("**", "").trim();
  return words === "" ? "" : `**${words}**`;
}

/** A heading of a level from 1 to 6; none without a title. */
export function heading(level: number, title: string): string {
  const words = oneLine(title).replaceAll("**", "");
  return words === "" ? "" : `${"#".repeat(Math.min(6, Math.max(1, level)))} ${words}`;
}

/** Blocks below each other; empty ones are left out. */
export function stack(blocks: readonly string[]): string {
  return blocks.filter((one) => one.trim() !== "").join("\n\n");
}

/** Parts of a line, joined by a dash. */
export function dashed(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" – ");
}

/** A list. What an entry has below its first line is set in. */
export function bullets(entries: readonly string[], mark: (index: number) => string = () => "- "): string {
  return entries
    .filter((entry) => entry.trim() !== "")
    .map((entry, index) => mark(index) + indented(entry, " ".repeat(mark(index).length)))
    .join("\n");
}

/** A list in order. */
export const numbered = (entries: readonly string[]): string => bullets(entries, (index) => `${index + 1}. `);

function indented(entry: string, by: string): string {
  return entry
    .split("\n")
    .map((line, index) => (index === 0 || line === "" ? line : by + line))
    .join("\n");
}

/** A quotation of a block. */
export function quote(text: string): string {
  if (text.trim() === "") return "";
  return text
    .split("\n")
    .map((line) => (line === "" ? ">" : `> ${line}`))
    .join("\n");
}

/** A link with a label that is Markdown already; the label alone without an address, the address alone without a label. */
export function link(words: string, url: string): string {
  if (url === "") return words;
  const target = url.replace(/[()<>\s\\]/g, (character) => encodeURIComponent(character).replace("(", "%28").replace(")", "%29"));
  const plain = oneLine(words).replace(/\[([^\][]{0,300})\]\([^()\s]{0,2100}\)/g, "$1");
  return `[${plain.replace(/(?<!\\)[[\]]/g, "\\$&") || label(url)}](${target})`;
}

/** A table of cells that are Markdown already. It is as wide as its widest row; nothing is filled up. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[], isNumeric: readonly boolean[] = []): string {
  const width = rows.reduce((most, row) => Math.max(most, row.length), columns.length);
  if (width === 0) return "";
  const head = Array.from({ length: width }, (_, index) => columns[index] ?? "");
  const lines = [row(head), row(head.map((_, index) => (isNumeric[index] ? "---:" : "---"))), ...rows.map(row)];
  return lines.join("\n");
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => withoutBars(oneLine(cell))).join(" | ")} |`;
}

/** Each bar with exactly one escape: with more of them, readers of tables disagree. */
function withoutBars(cell: string): string {
  if (!cell.includes("|")) return cell;
  const pieces = cell.split("|");
  const last = pieces.pop() ?? "";
  return pieces.map((piece) => `${piece.slice(0, piece.length - slashesBefore(piece, piece.length))}\\|`).join("") + last;
}

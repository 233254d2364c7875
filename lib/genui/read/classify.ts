import { isTransparent } from "../library/alias";
import type { Catalogue } from "../library/catalogue";

/** What a line is; `unknown` until enough of it is there. */
export type LineKind = "unknown" | "blank" | "fence" | "tag" | "html" | "statement" | "json" | "comment" | "closing" | "prose";

export interface LineContext {
  catalogue: Catalogue;
  /** Inside a fence that holds a program, or after statements. */
  isProgram: boolean;
  /** Nothing but blanks came before. */
  isFirst: boolean;
}

const HEAD_CHARS = 300;
const ASSIGNMENT = /^(?:(?:const|let|var)\s+)?(\$?[A-Za-z_]\w{0,63})\s*(?::=|=(?!=)|:(?=\s*[A-Z]\w*\())\s*([\s\S]*)$/;
const ASSIGNMENT_BEGUN = /^(?:(?:const|let|var)(?:\s+(?!\s)|$))?\$?(?:[A-Za-z_]\w{0,63})?\s*(?::\s*(?:[A-Z]\w*)?)?$/;
/** The beginning of almost every statement; what comes after decides. */
const BEGUN = /^[A-Za-z_]\w{0,63}(?:\s*=\s*(?:[A-Za-z_]\w*)?)?$/;
/** Calls that bring data to a program. */
const RUNTIME = new Set(["Query", "Mutation"]);
const LITERAL = /^(?:"[^"]*"|'[^']*'|true|false)\s*;?$/;
const LITERAL_BEGUN = /^(?:"[^"]*(?:"\s*;?)?|'[^']*(?:'\s*;?)?)$/;
/** An interface in JSON: a component, elements under keys, or a change of them. */
const INTERFACE =
  /^(?:\[\s*)?\{\s*"(?:(?:component|typeName|root|elements|op|surfaceUpdate|updateComponents|beginRendering|createSurface)"\s{0,4}(?::|$)|type"\s{0,4}:\s{0,4}"[A-Z])/;
const INTERFACE_BEGUN = /^(?:\[\s*)?(?:\{\s*(?:"[A-Za-z]{0,20}(?:"\s{0,4}(?::\s{0,4}"?)?)?)?)?$/;
const TAGS = [
  "content",
  "thinking",
  "think",
  "thinkitem",
  "thinkitemtitle",
  "thinkitemcontent",
  "custommarkdown",
  "custom_markdown",
  "context",
  "artifact",
];

/** Elements of HTML that are read as what they are. */
const ELEMENTS = ["table", "ul", "ol"];

/** Judges the beginning of a line; looks at no more than its first characters. */
export function classifyLine(line: string, isWhole: boolean, context: LineContext): LineKind {
  if (!isWhole && line.length < HEAD_CHARS && BEGUN.test(line)) return "unknown";
  const head = plainHead(line.slice(0, HEAD_CHARS).trim());
  const isCut = !isWhole && line.length < HEAD_CHARS;
  if (head === "") return isWhole ? "blank" : isCut ? "unknown" : "prose";
  if (/^(```|~~~)/.test(head)) return isWhole ? "fence" : isCut ? "unknown" : "prose";
  if (/^[`~]{1,2}$/.test(head)) return isCut ? "unknown" : "prose";
  if (head.startsWith("<")) return tagKind(head, isCut);
  if (context.isProgram && /^[)\]},;]+$/.test(head)) return isWhole ? "closing" : isCut ? "unknown" : "prose";
  if (context.isProgram && head.startsWith("//")) return "comment";
  if (context.isProgram && head === "/") return isCut ? "unknown" : "prose";
  if (isCut && (context.isFirst ? /^[[{](?:&[a-z#0-9]*)?$/ : INTERFACE_BEGUN).test(head)) return "unknown";
  // A bracket alone may be where it begins.
  if (!context.isProgram && (INTERFACE.test(head) || /^[[{]$/.test(head))) return "json";
  if (context.isFirst && /^(\{\s*(["'}]|$)|\[\s*([{"]|$))/.test(head)) return "json";
  return statementKind(head, isCut, context);
}

const STRANGE = /[&（＝：［｛“”„«「『＂]/;

/** The beginning of a line with the marks of other scripts as ours. */
function plainHead(head: string): string {
  if (!STRANGE.test(head)) return head;
  return head
    .replace(/^([[{]\s*)&(?:quot|#34);/, '$1"')
    .replace(/[（＝：［｛“”„«「『＂]/g, (mark) => ({ "（": "(", "＝": "=", "：": ":", "［": "[", "｛": "{" })[mark] ?? '"');
}

function tagKind(head: string, isCut: boolean): LineKind {
  const match = /^<\/?([a-z_]*)([\s/>]?)/i.exec(head);
  const name = (match?.[1] ?? "").toLowerCase();
  if (match?.[2] && !head.startsWith("</") && ELEMENTS.includes(name)) return "html";
  if (match?.[2]) return TAGS.includes(name) ? (head.includes(">") || !isCut ? "tag" : "unknown") : "prose";
  return isCut && head.length < 20 && [...TAGS, ...ELEMENTS].some((tag) => tag.startsWith(name)) ? "unknown" : "prose";
}

function statementKind(head: string, isCut: boolean, context: LineContext): LineKind {
  const assignment = ASSIGNMENT.exec(head);
  if (assignment) return valueKind(assignment[1] ?? "", assignment[2] ?? "", isCut, context);
  const call = /^([A-Z]\w*)\((\s*)(.?)/.exec(head);
  if (call && context.catalogue.find(call[1] ?? "")) {
    if (call[3] === "" && isCut) return "unknown";
    return context.isProgram || /["'[{]/.test(call[3] ?? "") ? "statement" : "prose";
  }
  return isCut && ASSIGNMENT_BEGUN.test(head) ? "unknown" : "prose";
}

function valueKind(name: string, value: string, isCut: boolean, { catalogue, isProgram, isFirst }: LineContext): LineKind {
  if (value === "" || /^[A-Za-z_]\w*$/.test(value)) return isCut ? "unknown" : isProgram || name === "root" ? "statement" : "prose";
  const call = /^([A-Za-z_]\w*)\s*\(/.exec(value)?.[1];
  if (call) return isProgram || name === "root" || catalogue.find(call) || isTransparent(call) || RUNTIME.has(call) ? "statement" : "prose";
  if (/^[[{]/.test(value)) return "statement";
  // The first line of a program may be no more than a value that the rest speaks of.
  if (isFirst && !isCut && LITERAL.test(value)) return "statement";
  if (isFirst && isCut && LITERAL_BEGUN.test(value)) return "unknown";
  return isProgram && /^["'$@\d-]|^(true|false|null)\b/.test(value) ? "statement" : name === "root" ? "statement" : "prose";
}

/** The line that opens a fence. */
export interface Fence {
  marker: string;
  open: string;
  language: string;
}

export function fenceOf(open: string): Fence {
  const match = /^\s*(`{3,}|~{3,})\s*([^\s`]*)/.exec(open);
  return { marker: match?.[1] ?? "```", open, language: (match?.[2] ?? "").toLowerCase() };
}

/** Whether a program is over at a line, if it is not inside a string. */
export function endsProgram(line: string): boolean {
  return /^(?:\s*(?:```|~~~|<\/content>)|\]\]>openui:)/.test(line);
}

/** Whether a line clearly begins a statement, even inside another. */
export function beginsStatement(line: string, catalogue: Catalogue): boolean {
  const call = /^\s*[A-Za-z_]\w*\s*=\s*([A-Z]\w*)\(/.exec(line)?.[1];
  return call !== undefined && catalogue.specs.has(call);
}

import { unescape } from "../read/envelope";
import { safeUrl } from "../url";
import { type LineState, withoutDeepNesting } from "./nesting";

const TARGET_CHARS_MAX = 2100;
/** Most texts have nothing of what is looked for, which is found out sooner than it is found. */
const MARKED = /[[<!`~]/;
const NESTED = /^[ \t]*[>*+\d-]/m;

/**
 * Makes Markdown safe to render: links, autolinks and link definitions keep only addresses that may be opened, pictures become links (a
 * picture would be fetched without being asked for), and no fenced block names a language that a renderer would run. Raw HTML stays,
 * renderers show it as text. What nests without end, or repeats a bracket more than fifty times, is cut: renderers would work on it for seconds. Code is treated like any other text, so that no disagreement about where it ends lets anything through.
 */
export function safeMarkdown(text: string, line?: LineState): string {
  if (line === undefined && !MARKED.test(text) && !NESTED.test(text)) return text;
  const nested = withoutDeepNesting(text, line);
  if (!MARKED.test(nested) && !nested.includes("]")) return nested;
  const shallow = nested.replace(/([[<!]){50,}/g, (run) => run.slice(0, 50));
  const fenced =
    shallow.includes("```") || shallow.includes("~~~")
      ? shallow.replace(/(`{3,}|~{3,})([^\n]*)/g, (_, fence: string, info: string) => fence + safeInfo(info))
      : shallow;
  // A piece may begin behind the bracket that opens a link.
  return /[[\]<]/.test(fenced) ? safeLinks(fenced) : fenced;
}

/** Diagrams bring links and pictures of their own: only plain language names pass. */
function safeInfo(info: string): string {
  const word = info.trim();
  if (word === "" || word.includes("`")) return info;
  return /^[A-Za-z0-9+#._-]{1,20}$/.test(word) && !/mermaid/i.test(word) ? info : "text";
}

function safeLinks(text: string): string {
  const parts: string[] = [];
  const special = /!\[|\]\(|\]:|</g;
  let from = 0;
  for (let match = special.exec(text); match; match = special.exec(text)) {
    const at = match.index;
    const replaced = replacement(match[0], text, at + match[0].length);
    if (!replaced) continue;
    parts.push(text.slice(from, at), replaced.text);
    from = replaced.end;
    special.lastIndex = replaced.end;
  }
  return parts.join("") + text.slice(from);
}

function replacement(mark: string, text: string, after: number): { text: string; end: number } | null {
  switch (mark) {
    case "![":
      return { text: "[", end: after };
    case "](": {
      const target = readTarget(text, after);
      if (!target) return { text: "]\\(", end: after };
      const url = decoded(target.url);
      return { text: url === null ? "]" : `](${url})`, end: target.end };
    }
    case "]:": {
      const match = /^\s*<?([^\s<>\]]{1,2100})/.exec(text.slice(after, after + TARGET_CHARS_MAX));
      if (!match?.[1] || decoded(match[1]) !== null) return null;
      return { text: "]: #", end: after + match[0].length };
    }
    default: {
      const match = /^[^\s<>]{0,2100}/.exec(text.slice(after, after + TARGET_CHARS_MAX))?.[0] ?? "";
      return /^[a-z][a-z0-9+.-]*:/i.test(match) && safeUrl(match) === null ? { text: "\\<", end: after } : null;
    }
  }
}

/** The target of an inline link and where it ends; null when it is none. Titles are left out. */
function readTarget(text: string, start: number): { url: string; end: number } | null {
  const window = text.slice(start, start + TARGET_CHARS_MAX);
  const cut = window.search(/\]\(/);
  const piece = cut === -1 ? window : window.slice(0, cut);
  const angled = /^\s*<([^<>\n]*)>(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)/.exec(piece);
  if (angled) return { url: angled[1] ?? "", end: start + angled[0].length };
  const bare = /^\s*((?:\\.|[^\s()\\]|\([^\s()]*\))*)(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)/.exec(piece);
  return bare ? { url: bare[1] ?? "", end: start + bare[0].length } : null;
}

/** A target as the renderer will read it: escapes and entities undone, twice for those that decode twice. */
function decoded(target: string): string | null {
  const plain = unescape(unescape(target.replace(/\\([!-/:-@[-`{-~])/g, "$1")));
  return safeUrl(plain)?.replaceAll("(", "%28").replaceAll(")", "%29").replaceAll("<", "%3C").replaceAll(">", "%3E") ?? null;
}

/** Where something is looked for. */
export type Scope = "web" | "files";

/** What a message wants to know from elsewhere. */
export type Wish =
  | { type: "page"; url: string }
  /** `isAsked`: the message says that it wants a search; else it is a question like any. Scope null: it names no place. */
  | { type: "search"; query: string; scope: Scope | null; isAsked: boolean };

const CHARS_MAX = 600;
const LINES_MAX = 3;

const POLITE = /^(?:please|can you|could you|would you|will you|i want to|i need to|i'd like to|help me|hey|hi|hello|now|and|then)[\s,]+/i;
const SEARCHES = /^(?:do a (?:web )?search|(?:web )?search|google|look (?:up|for|in|through)|browse|research|find out)\b/i;
/** What of a beginning is no part of what is looked for. */
const BEGINNING =
  /^(?:do a (?:web )?search|(?:web )?search|google|look up|look|browse|research|find out|find|tell me|show me|give me|summari[sz]e|quote|explain)\s+/i;
const LINK = /^(?:me|about|for|of|on|in|what|up|through|across|if|whether|the passages? (?:about|on))\s+(?=\S)/i;
const NAMED_FILES = "files?|documents?|docs?|pdfs?|uploads?|vector stores?|knowledge base|handbook|manual|contract|attachments?|notes";
const IN_WEB = /\s?\b(?:on |in |across |from |through )?(?:the (?:world wide )?(?:web|internet)|online|google)\b/i;
const IN_FILES = new RegExp(
  `\\s?\\b(?:in |from |of |through |across |by )?(?:(?:all )?(?:of )?(?:my|our|the|these|those|this|that|attached|uploaded) ){1,3}(?:${NAMED_FILES})\\b`,
  "i",
);
/** What is new is on the web. */
const NEW = /\b(?:news|headlines?|latest|today|tonight|right now|currently|this (?:week|month|year)|weather|forecast|stock|share price)\b/i;
const SAYS = /^what (?:do|does|did) .{1,80}? (?:say|state|mention|write|tell us|require)s? (?:about|on|for|regarding) /i;
const ASKS =
  /^(?:who|whose|whom|what|when|where|which|why|how|is|are|was|were|does|do|did|can|has|have|tell me about|latest|news)(?:['’]s|['’]re)?\b/i;
/** What is wanted of files beside an answer to a question. */
const QUOTES = /^(?:in|from|according to|based on|summari[sz]e|quote|show|list|tell|give|explain|compare|check|find)\b/i;
const READS = /\b(?:read|open|summari[sz]e|visit|check|fetch|look at|what does|what is on|what stands)\b/i;
const ADDRESS = /https:\/\/[^\s"'<>)\]]{4,2000}/;

/** What a message wants to know from elsewhere; null for one that is no search and no question. */
export function readWish(message: string): Wish | null {
  const text = message.trim();
  if (text === "" || text.length > CHARS_MAX || text.split("\n").length > LINES_MAX) return null;
  const url = ADDRESS.exec(text)?.[0].replace(/[.,;:!?]$/, "");
  if (url !== undefined) return READS.test(text) ? { type: "page", url } : null;
  const asked = withoutPolite(text);
  const scope = scopeOf(asked);
  const isAsked =
    SEARCHES.test(asked) ||
    (scope === "web" && IN_WEB.test(asked)) ||
    SAYS.test(asked) ||
    (scope === "files" && (ASKS.test(asked) || QUOTES.test(asked)));
  if (!isAsked && !ASKS.test(asked) && !/^find\b/i.test(asked)) return null;
  const query = queryOf(asked);
  return query === "" ? null : { type: "search", query, scope, isAsked };
}

function withoutPolite(text: string): string {
  let rest = text;
  for (let times = 0; times < 3 && POLITE.test(rest); times++) rest = rest.replace(POLITE, "");
  return rest;
}

function scopeOf(text: string): Scope | null {
  if (IN_FILES.test(text)) return "files";
  return IN_WEB.test(text) || /^google\b/i.test(text) || /^(?:do a )?web search\b/i.test(text) || NEW.test(text) ? "web" : null;
}

/** What to look for: the message without that it wants a search, and where. */
function queryOf(text: string): string {
  const about = SAYS.exec(text);
  const rest = about ? text.slice(about[0].length) : withoutLinks(text.replace(IN_FILES, "").replace(IN_WEB, "").replace(BEGINNING, ""));
  return rest
    .replace(/^[\s,:;-]+/, "")
    .replace(/[?.!]$/, "")
    .trim();
}

function withoutLinks(text: string): string {
  let rest = text;
  for (let times = 0; times < 3 && LINK.test(rest) && !/^what\b/i.test(rest); times++) rest = rest.replace(LINK, "");
  return rest;
}

import { isWeak, type Kind, kindIn, type Token, tokensOf } from "./kinds";
import { type Part, partsOf } from "./parts";
import { beforeNumbered, closingOf } from "./pieces";

/** What was said, and what it is to become. */
export interface Said {
  kind: Kind;
  /** In the user's words. */
  title: string;
  /** What the words that ask for it say beside its name: "Our project" of "timeline of our project". */
  topic: string;
  /** Everything behind the words that ask for it. */
  body: string;
  parts: Part[];
}

const TEXT_CHARS_MAX = 6000;
const INTRO_WORDS_MAX = 16;

/** Reads what is to be shown and as what; null when nothing is asked for by its name, or nothing was said to show. */
export function readSaid(text: string): Said | null {
  if (text.length > TEXT_CHARS_MAX) return null;
  const split = splitIntro(text.trim());
  if (!split) return null;
  const { kind, intro, body, topic } = split;
  return { kind, title: titleOf(intro), topic: titleOf(topic), body, parts: partsOf(body) };
}

interface Split {
  kind: Kind;
  intro: string;
  topic: string;
  body: string;
}

/** Words for which other skills stand, whatever else is named beside them. */
const OTHERS = new Set(
  "form formular formulaire formulario formulário survey questionnaire chart graph plot diagram dashboard page screen code data".split(" "),
);

function splitIntro(text: string): Split | null {
  const colon = introEnd(text);
  const head = colon === -1 ? text : text.slice(0, colon);
  const tokens = tokensOf(head, INTRO_WORDS_MAX);
  const own = colon !== -1 && tokens.length <= LABEL_WORDS_MAX ? labelled(text) : null;
  if (own) return own;
  const found = tokens.some(({ word }) => OTHERS.has(word)) ? null : kindIn(tokens);
  if (colon === -1) return found ? withoutColon(text, tokens, found) : null;
  const body = text.slice(colon).replace(/^[:\s]+/, "");
  if (found && tokensOf(head, INTRO_WORDS_MAX + 1).length <= INTRO_WORDS_MAX)
    return { kind: found.kind, intro: head, topic: topicOf(head, found), body };
  return null;
}

/** Where the words that ask end: at a colon, a line break, or the first of numbered entries. */
function introEnd(text: string): number {
  for (let at = 0; at < text.length; at++) {
    at = closingOf(text, at);
    if (text[at] === "\n") return at;
    if (text[at] === ":" && (text[at + 1] === " " || text[at + 1] === "\n" || at === text.length - 1)) return at;
  }
  return beforeNumbered(text);
}

const LINKS = new Set(
  "with for of that which saying says called named reading mit für von namens das die der avec pour de du qui que con para como com dizendo diciendo disant sagt".split(
    " ",
  ),
);

/** "A contact card for Jane Doe, CTO": behind the name of the thing and the small words that follow it. */
function withoutColon(text: string, tokens: Token[], { kind, to }: { kind: Kind; to: number }): Split | null {
  if (kind === "rating") return { kind, intro: text, topic: "", body: "" };
  let from = to;
  for (const token of tokens)
    if (token.from >= from && LINKS.has(token.word) && text[token.from] === token.word[0] && isNext(text, from, token)) from = token.to;
  const body = text.slice(from).trim();
  // An alert without a colon is what is quoted, or stands behind a word like "saying".
  if (isWeak(kind) || (kind === "alert" && from === to && closingOf(body, 0) === 0)) return null;
  return { kind, intro: text.slice(0, to), topic: "", body };
}

/** What stands behind the name of the thing, or before it: "Our project" of "timeline of our project". */
function topicOf(head: string, { from, to }: { from: number; to: number }): string {
  const after = head.slice(to).trim();
  return after === ""
    ? head.slice(0, from).trim()
    : after.replace(/^\p{L}+\s/u, (word) => (LINKS.has(word.trim().toLowerCase()) ? "" : word));
}

const isNext = (text: string, from: number, token: Token): boolean => text.slice(from, token.from).trim() === "";

const LABEL_WORDS_MAX = 2;
const SIDES = new Set(["pros", "pro", "advantages", "vorteile", "avantages", "ventajas", "prós", "vantagens"]);
const LANES = new Set(["to do", "todo", "backlog", "zu erledigen", "offen", "à faire", "por hacer", "pendiente", "a fazer"]);

/** What its own labels name: "Pros: …; Cons: …", "To do: …; Doing: …; Done: …". */
function labelled(text: string): Split | null {
  const parts = partsOf(text);
  const first = parts[0]?.label.toLowerCase() ?? "";
  if (parts.length === 2 && SIDES.has(first)) return { kind: "pros-cons", intro: "", topic: "", body: text };
  if (parts.length >= 2 && LANES.has(first)) return { kind: "kanban", intro: "", topic: "", body: text };
  return null;
}

const LEADS = new Set(
  "please can could would you i we want need like to have show make create build give draw display render add generate design put write prepare set up here is are this these me us a an the my our some following bitte kannst könntest du mir uns zeig zeige mach mache erstelle erstell gib bau baue ein eine einen einer der die das den meine mein meinen unsere s il te vous plaît peux tu pouvez montre montrez affiche affichez fais faites crée créez donne moi nous un une le la les des mes mon ma por favor puedes muestra muéstrame haz hazme crea créame dame una el los las mi mis pode podes mostra mostre mostrar faz faça cria crie dá me um uma o os as meu minha meus minhas".split(
    " ",
  ),
);

/** The words that ask, without those that only ask: "show me my invoice" is "Invoice". */
function titleOf(intro: string): string {
  const tokens = tokensOf(intro, INTRO_WORDS_MAX + 4);
  const first = tokens.find(({ word }) => !LEADS.has(word));
  const bare = first
    ? intro
        .slice(first.from)
        .trim()
        .replace(/[:.,–-]$/, "")
        .trim()
    : "";
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}

import { splitList } from "../form/read";
import { countOf } from "../words";

export type Layout =
  | "parts"
  | "dashboard"
  | "pricing"
  | "settings"
  | "tabs"
  | "board"
  | "profile"
  | "questions"
  | "listing"
  | "steps"
  | "landing";

export interface ChartPart {
  kind: "line" | "area" | "bar" | "pie" | "donut";
  of: string;
}

/** What a design is to show, in the words of the request. */
export interface ScaffoldPlan {
  layout: Layout;
  title: string;
  figures: string[];
  charts: ChartPart[];
  table: { of: string; columns: string[] } | null;
  tabs: string[];
  /** Plans, columns of a board, questions, products, steps. */
  items: string[];
  count: number | null;
}

const STARTS =
  /^(?:please\s+|can you\s+|could you\s+|would you\s+|i(?:'d like| want| need) (?:you )?to\s+|help me\s+|let's\s+)*(?:design|mock(?:\s?-?up)?|prototype|scaffold|wireframe|sketch|draft|lay ?out|build|create|make|generate|put together)\b/i;
const NOUN =
  /\b(?:dashboard|mock-?up|wireframe|prototype|(?:landing|pricing|settings|product|home|profile|admin|status|faq|account|about|team|web)\s?-?page|page|screen|layout|ui|interface|widget|kanban|task board|board|tracker|checklist|faq|listing|catalog(?:ue)?|profile card|user card|product cards?|pricing (?:table|cards?|plans?|section|tiers?)|settings|admin panel|panel|portal|onboarding|stepper|timeline)\b/i;
const NOT_DESIGN =
  /\b(?:form|survey|questionnaire|log ?-?in|sign ?-?(?:in|up)|registration|register|check-?out|contact (?:page|us)|rsvp|booking|newsletter|code|html|css|react|tailwind|python|javascript|script|function|component library|presentation|slides|image|picture|logo|plan for|story|essay)\b/i;
const NOT_A_PLACEHOLDER =
  /^(?:show|what|which|who|how|compare|list|top|give|tell|is|are|why)\b|\b(?:our|my|this|these|real|actual|latest|current) (?:[\p{L}]+ ){0,2}(?:data|sales|numbers|figures|revenue)\b/iu;

/** Whoever asks for sample data gets some, in whatever is named. */
const SAMPLES = /\b(?:sample|dummy|fake|placeholder|example|mock|made[- ]up|random) (?:data|values|rows|entries|numbers)\b/i;
const PARTS_NAMED = /\b(?:table|chart|graph|plot)\b/i;

/** Reads a request to design an interface; null for anything that asks for real content. */
export function readScaffold(text: string): ScaffoldPlan | null {
  if (text.length > 1500) return null;
  const isSample = SAMPLES.test(text) && PARTS_NAMED.test(text) && !text.includes("\n");
  if (isSample && !NOUN.test(text) && !NOT_DESIGN.test(text)) return readParts(text);
  if (
    !STARTS.test(text) ||
    !NOUN.test(text) ||
    (NOT_DESIGN.test(text) && !/\bstepper\b|\bprogress\b/i.test(text)) ||
    NOT_A_PLACEHOLDER.test(text)
  )
    return null;
  const charts = chartsIn(text);
  const layout = layoutOf(text);
  const tabs = listAfter(text, /\b(?:tabs?|sections?)\s*(?:for|:|with|named|called|of|like|such as|-|–)\s+/i);
  const table = tableIn(text);
  return {
    layout: layout === "settings" ? "settings" : tabs.length >= 2 && layout !== "dashboard" ? "tabs" : layout,
    title: titleOf(text),
    figures: figuresIn(text, layout, table === null && charts.length === 0),
    charts,
    table,
    tabs,
    items: itemsIn(text, layout),
    count: countIn(text),
  };
}

function readParts(text: string): ScaffoldPlan {
  const table = /\btable\b/i.test(text) ? tableIn(text) : null;
  const title = titleOf(text.replace(/^(?:please\s)?(?:show|give|display|plot|draw)\b/i, ""));
  const rows = /(?<!\d)(\d{1,2}) (?!columns)\p{L}/iu.exec(text)?.[1];
  const count = rows === undefined ? null : Math.min(Math.max(Number(rows), 1), 12);
  return { layout: "parts", title, figures: [], charts: chartsIn(text), table, tabs: [], items: [], count };
}

/** The request with what a later turn adds to it; null when that turn adds nothing. */
export function extended(request: string, text: string): string | null {
  const added = /^(?:please |can you |now |also |and )*(?:add|include|insert|put in)\s+(.{3,300})$/is.exec(text)?.[1];
  return added === undefined ? null : `${request.replace(/(?<![.!])[.!]+$/, "")} and ${added}`;
}

function layoutOf(text: string): Layout {
  const rules: [RegExp, Layout][] = [
    [/\bpricing\b|\bsubscription plans?\b/i, "pricing"],
    [/\bsettings\b|\bpreferences\b/i, "settings"],
    [/\bkanban\b|\b(?:task|project|trello)[\s-](?:board|tracker)\b|\bboard\b/i, "board"],
    [/\bfaqs?\b|\bquestions\b|\baccordion\b/i, "questions"],
    [/\bonboarding\b|\bchecklist\b|\bsteps?\b(?=.{0,300}\b(?:ui|screen|page|stepper)\b)|\bstepper\b|\btimeline\b/i, "steps"],
    [/\bdashboard\b|\banalytics\b|\badmin\b/i, "dashboard"],
    [/\blisting\b|\bcatalog(?:ue)?\b|\bproduct (?:cards?|page|grid)\b|\bgallery\b|\bcards? grid\b/i, "listing"],
    [/\blanding\b|\bhome ?page\b|\bmarketing\b/i, "landing"],
    [/\bprofile\b|\buser card\b|\bcontact card\b/i, "profile"],
    [/\btabs?\b/i, "tabs"],
  ];
  return rules.find(([pattern]) => pattern.test(text))?.[1] ?? "dashboard";
}

function titleOf(text: string): string {
  const bare = text
    .replace(STARTS, "")
    .replace(/^\s*(?:me|us|up)\b/i, "")
    .replace(/^\s*(?:an?|the|some|my|our)\s+/i, "")
    .replace(/^(?:(?:simple|sample|nice|modern|clean|quick|beautiful|basic|example)\s+)+/i, "")
    .replace(/^(?:mock-?up|prototype|wireframe|design|layout)\s+(?:of|for)\s+(?:an?|the)?\s*/i, "");
  const head =
    /^(.{3,60}?)(?=\s+(?:with|that|showing|including|containing|where|which|having|using|and)\b|[.,:;\n]|$)/is.exec(bare)?.[1]?.trim() ??
    "Design";
  return head.charAt(0).toUpperCase() + head.slice(1);
}

const CHART =
  /\b(?:(line|area|bar|pie|donut|doughnut|column)\s+)?(?:chart|graph|plot)s?\s*(?:of|for|showing|with|to show|comparing|:)?\s*((?:[\p{L}\d%-]+\s*){0,6})/giu;

function chartsIn(text: string): ChartPart[] {
  return [...text.matchAll(CHART)].slice(0, 4).map((match) => {
    const word = (match[1] ?? "line").toLowerCase();
    const kind = word === "doughnut" ? "donut" : word === "column" ? "bar" : (word as ChartPart["kind"]);
    return { kind, of: phrase(match[2] ?? "") || wordBefore(text, match.index) };
  });
}

/** How far back a word is looked for. */
const WORD_BEFORE_CHARS = 200;

/** "A signups chart", "user table". */
const wordBefore = (text: string, at: number): string => {
  const word = /(?<![\p{L}-])([\p{L}-]{3,})\s+$/u.exec(text.slice(Math.max(0, at - WORD_BEFORE_CHARS), at))?.[1] ?? "";
  return /^(?:the|and|with|plus|simple|small|big|nice|data|add|for|including|summary)$/i.test(word) ? "" : word;
};

/** The words up to the next part of the request. */
const phrase = (words: string): string =>
  words
    .replace(/\s*\b(?:and|with|plus|as well as|then|below|next|beside)\b.*$/is, "")
    .replace(/^(?:the|an?)\s+/i, "")
    .trim();

function tableIn(text: string): ScaffoldPlan["table"] {
  const match = /(?<!pricing )\btable\s*(?:of|with|listing|showing|for|:)?\s*((?:(?!with columns)[\p{L}\d-]+\s*){0,5})/iu.exec(text);
  if (!match) return null;
  return {
    of: phrase(match[1] ?? "") || wordBefore(text, match.index),
    columns: listAfter(text, /\bcolumns?\s*(?::|for|of|named|called|are|like)?\s*/i).slice(0, 8),
  };
}

function listAfter(text: string, intro: RegExp): string[] {
  const match = intro.exec(text);
  if (!match) return [];
  const rest = text.slice(match.index + match[0].length);
  const end = /[.;:\n]|\s+(?:and|with|plus)\s+(?:an?|the)\s+|\bwith\b/i.exec(rest);
  return splitList(end ? rest.slice(0, end.index) : rest)
    .filter((item) => item.length <= 40 && item.split(" ").length <= 4)
    .slice(0, 12);
}

const PARTS = /\b(?:chart|graph|plot|table|tabs?|cards?|kpis?|metrics|columns?|list|sidebar|button|header|footer|menu|calendar|map)\b/i;

/** Names of figures: behind "KPI cards for", or a list behind "with" that names nothing else. */
function figuresIn(text: string, layout: Layout, isAlone: boolean): string[] {
  if (layout !== "dashboard" && layout !== "profile") return [];
  const named = listAfter(
    text,
    /\b(?:kpis?(?: cards?| tiles?)?|metrics?|stat(?:istic)?s?(?: cards?| tiles?)?|key figures|figures|tiles|cards)\s*(?:for|of|with|showing|like|such as|:|\()\s*/i,
  );
  const listed = named.length > 0 ? named : listAfter(text, /\b(?:with|showing|including|containing|tracking|displaying|for tracking)\s+/i);
  const figures = listed.filter((item) => !PARTS.test(item));
  if (figures.length > 0) return figures.slice(0, 6);
  return isAlone || /\bkpis?\b|\bmetrics?\b|\bstats?\b/i.test(text) ? ["Metric A", "Metric B", "Metric C"] : [];
}

function itemsIn(text: string, layout: Layout): string[] {
  if (layout === "board")
    return listAfter(text, /\b(?:columns?|lanes?|stages?|lists?|statuses)\s*(?:for|:|named|called|of|like|such as)?\s*/i);
  if (layout === "pricing") return listAfter(text, /\b(?:plans?|tiers?)\s*(?::|named|called|\(|-|–)\s*/i);
  return listAfter(text, /\b(?:steps?|items|questions|products|features)\s*(?::|named|called|\(|such as|like)\s*/i);
}

function countIn(text: string): number | null {
  const match =
    /\b(\d{1,2}|two|three|four|five|six|seven|eight)\s+(?:[\p{L}-]+\s+){0,2}?(?:plans?|tiers?|questions?|products?|steps?|cards?|items?|columns?|features?)\b/iu.exec(
      text,
    );
  const count = match?.[1] ? countOf(match[1]) : null;
  return count === null ? null : Math.min(Math.max(count, 1), 12);
}

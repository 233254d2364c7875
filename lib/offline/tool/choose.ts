import type { FunctionTool } from "@/lib/generation/request";
import { stem, stemsOf } from "../words";
import { placesOf } from "./said";
import { type ToolWords, wordsOfTool } from "./tool-words";

const STOP = new Set(
  "a an the of for to in on at by with from and or is are was be it its this that these those i me my you your we our they please can could would will shall do does did get fetch give tell show up what which who when where how much many there any some current currently given return returns retrieve tool function call use using want need like about into as if not all new one provided specified based user users data information info details list string value name input query parameter e.g eg etc main chart table ui card now right today"
    .split(" ")
    .map(stem),
);

const SYNONYMS: string[][] = [
  ["weather", "temperature", "forecast", "rain", "sunny", "cold", "hot", "umbrella", "snow", "degree", "warm", "wind", "humid"],
  ["email", "mail", "message", "send", "text", "sms"],
  ["search", "lookup", "google", "browse", "find", "look"],
  ["stock", "share", "ticker", "quote"],
  ["convert", "conversion", "exchange"],
  ["calculate", "calculator", "compute", "math", "arithmetic", "evaluate"],
  ["time", "clock", "timezone"],
  ["book", "reserve", "reservation", "booking"],
  ["translate", "translation"],
  ["order", "purchase", "buy"],
  ["create", "add", "make", "schedule", "open"],
  ["delete", "remove", "cancel"],
  ["update", "change", "edit", "modify", "set"],
  ["flight", "fly", "plane"],
  ["hotel", "room", "accommodation"],
  ["restaurant", "eat", "food", "dinner"],
  ["music", "song", "play"],
  ["remind", "reminder"],
  ["meeting", "appointment", "event", "calendar"],
  ["news", "headline"],
  ["location", "city", "place", "town"],
  ["customer", "client"],
  ["product", "item", "catalog", "inventory"],
  ["invoice", "bill"],
  ["ticket", "issue", "bug"],
  ["distance", "far", "route", "direction", "navigate"],
  ["currency", "dollar", "euro", "usd", "eur", "gbp", "yen", "pound"],
  ["roll", "dice", "random"],
  ["price", "cost"],
];
const GROUP_OF = new Map(SYNONYMS.flatMap((group, i) => group.map((word): [string, number] => [stem(word), i])));

/** `raining` belongs with `rain`. */
const groupOf = (word: string): number | undefined => GROUP_OF.get(word) ?? GROUP_OF.get(word.replace(/(?:ing|ed|y)$/, ""));

export interface Fit {
  tool: FunctionTool;
  score: number;
}

const NAME_WEIGHT = 3;
const SYNONYM_WEIGHT = 2;
const DESCRIPTION_WEIGHT = 1;
/** A word of the tool's name, or three of its description. */
export const FIT_MIN = 3;

/** Tools by how much their name, description and parameters share with the text, best first. */
export function fitTools(text: string, tools: FunctionTool[]): Fit[] {
  const all = new Set(stemsOf(text));
  const said = new Set([...all].filter((word) => !STOP.has(word)));
  const common = commonWords(tools);
  const hasPlace = placesOf(text).length > 0;
  const hasSum = /\d\s*[-+*/^×÷]\s*[\d(]/.test(text);
  const hasRoute = /\bfrom\s+\p{Lu}[^.?!]*\sto\s+\p{Lu}|\bbetween\s+\p{Lu}[^.?!]*\sand\s+\p{Lu}/u.test(text);
  return tools
    .map((tool) => {
      const words = wordsOfTool(tool);
      const score = fit(said, all, words, common);
      // A place speaks for a tool that takes one if anything else does; a sum and "from Graz to Linz" do by themselves.
      const place = score > 1 && hasPlace && words.takesPlace;
      return { tool, score: score + Number(place) + Number(hasSum && words.takesSum) + Number(hasRoute && words.takesRoute) };
    })
    .sort((a, b) => b.score - a.score);
}

/** Words in the names of most tools tell none of them apart. */
function commonWords(tools: FunctionTool[]): Set<string> {
  if (tools.length < 3) return new Set();
  const counts = new Map<string, number>();
  for (const tool of tools) for (const word of new Set(wordsOfTool(tool).name)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Set([...counts].filter(([, n]) => n > tools.length / 2).map(([word]) => word));
}

function fit(distinct: Set<string>, all: Set<string>, tool: ToolWords, common: Set<string>): number {
  const telling = tool.name.filter((word) => !STOP.has(word) && !common.has(word));
  // `get_user` has only weak words: then its noun counts all the same.
  const name = new Set(telling.length > 0 ? telling : tool.name.filter((word) => !common.has(word)).slice(1));
  const said = telling.length > 0 ? distinct : new Set([...distinct, ...[...all].filter((word) => name.has(word))]);
  const description = new Set(
    [...tool.description, ...tool.parameters].filter((word) => !STOP.has(word) && !name.has(word) && word.length > 2),
  );
  const options = new Set(tool.options.filter((word) => word.length > 3 && !STOP.has(word)));
  const groupsIn = (words: Iterable<string>): Set<number> =>
    new Set([...words].map((word) => GROUP_OF.get(word)).filter((group) => group !== undefined));
  const nameGroups = groupsIn(name);
  const descriptionGroups = groupsIn(tool.description);
  // The sentence's own verb says most: "text Maria that …".
  const [verb = ""] = said;
  let score = nameGroups.has(groupOf(verb) ?? -1) && !name.has(verb) ? 0.5 : 0;
  for (const word of said) {
    const group = groupOf(word);
    if (name.has(word)) score += NAME_WEIGHT;
    else if (word.length >= 5 && [...name].some((part) => part.length >= 5 && (part.startsWith(word) || word.startsWith(part))))
      score += NAME_WEIGHT;
    else if (group !== undefined && nameGroups.has(group)) score += SYNONYM_WEIGHT + 0.5;
    else if (options.has(word)) score += SYNONYM_WEIGHT;
    else if (description.has(word)) score += DESCRIPTION_WEIGHT;
    else if (group !== undefined && descriptionGroups.has(group)) score += DESCRIPTION_WEIGHT;
  }
  return score;
}

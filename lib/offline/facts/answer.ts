import type { UiNode } from "@/lib/genui/tree";
import { typeTable } from "../data/columns";
import { formatNumber } from "../data/number";
import { presentData } from "../data/present";
import { viewOf } from "../data/view";
import { readWish } from "../data/wish";
import type { Conversation } from "../turn";
import { buttons, card, facts, figures, header, node, paragraph, plain, say, smallPrint } from "../ui";
import { byCapital, type Country, countriesIn, countriesOf } from "./country";
import { POPULATION_MILLIONS, POPULATION_SOURCE, POPULATION_YEAR, WORLD_SOURCE } from "./population";
import { populationTable, rankingTable, worldTable } from "./tables";

const COUNTRY_SOURCE = "countries-list 3.4.1 (MIT), data as of July 2026";
type Topic = "capital" | "currency" | "languages" | "continent" | "population" | "about";

const TOPICS: [RegExp, Topic][] = [
  [/\bpopulations?\b|\bhow many (?:people|inhabitants|residents)\b|\binhabitants\b|\bpopulous\b/i, "population"],
  [/\bcapitals?\b/i, "capital"],
  [/\bcurrenc(?:y|ies)\b|\bmoney\b.*\buse/i, "currency"],
  [/\blanguages?\b|\bspeak|\bspoken\b/i, "languages"],
  [/\bcontinent\b/i, "continent"],
  [/^(?:tell me about|what do you know about|facts about|about)\b/i, "about"],
];

/** A bundled fact with its source, or null. "Its" is the country the conversation was about. */
export function factAnswer(conversation: Conversation): UiNode | null {
  const { text } = conversation.last;
  if (text.length > 300 || text === "") return null;
  const world = worldTable(text) ?? rankingTable(text);
  if (world) {
    const view = viewOf(typeTable(world));
    const { chart } = readWish(text, view.table, true);
    return sourced(presentData({ ...view, chart }), worldTable(text) ? WORLD_SOURCE : `${POPULATION_SOURCE}, ${POPULATION_YEAR}`);
  }
  const listed = continentCard(text);
  if (listed) return listed;
  const questions = questionsIn(text, conversation);
  const [first] = questions;
  if (!first || asksForMore(text)) return null;
  const topics = new Set(questions.map(({ topic }) => topic));
  const chosen = questions.map(({ country }) => country);
  if (topics.size > 1) return severalCard(questions);
  return comparison(chosen, first.topic) ?? factCard(first.country, first.topic, first.isCapital);
}

const COUNTRIES_MAX = 60;

/** The countries of a continent with what is asked of each, their capitals when nothing else is. */
function continentCard(text: string): UiNode | null {
  const found = /^(?:how|why|who)\b/i.test(text) || asksForMore(text) ? null : countriesOf(text);
  if (!found || /\b(?:richest|poorest|largest|biggest|smallest|best|most|top|population|area)\b/i.test(text)) return null;
  const asked = TOPICS.flatMap(([pattern, topic]) => (pattern.test(text) && topic in valueOf ? [topic as keyof typeof valueOf] : []));
  const topics = asked.filter((topic) => topic !== "continent");
  const shown = topics.length > 0 ? topics : (["capital"] as const);
  const columns = ["Country", ...shown.map((topic) => LABELS[topic])].map((label) => node("Col", { label, type: "string" }));
  const rows = found.countries
    .slice(0, COUNTRIES_MAX)
    .map((country) => [country.name, ...shown.map((topic) => valueOf[topic](country))].map(plain));
  const title = header(`Countries and territories of ${found.continent}`, `${rows.length} of them`);
  return sourced([title, node("Table", { columns, rows })], COUNTRY_SOURCE);
}

interface Question {
  topic: Topic;
  country: Country;
  /** True when a country is meant by what it is the capital of, or by "its". */
  isCapital: boolean;
}

/** What is asked of which country, part by part: "capital of France and its population", "currencies of Peru and Chile". */
function questionsIn(text: string, conversation: Conversation): Question[] {
  const questions: Question[] = [];
  let topics: Topic[] = [];
  let spoken: { countries: Country[]; isCapital: boolean } = { countries: [], isCapital: false };
  for (const part of text.split(/(?<![?;.!])[?;.!]+\s+|(?<!\s)\s+(?:and|&|or|versus|vs\.?)\s+|,\s+/i)) {
    const asked = TOPICS.filter(([pattern]) => pattern.test(part)).map(([, topic]) => topic);
    const named = countriesIn(part);
    if (named.length === 0 && asked.includes("capital") && byCapital(part).length > 0) {
      if (!CAPITAL_OF.test(part)) return [];
      return byCapital(part)
        .slice(0, 1)
        .map((country) => ({ topic: "capital", country, isCapital: true }));
    }
    if (named.length > 0) spoken = { countries: named, isCapital: false };
    else if (spoken.countries.length === 0 && (isAbout(text) || asked.length > 0) && countriesIn(text).length === 0 && isAbout(text))
      spoken = { countries: spokenOf(conversation), isCapital: true };
    const isOther = named.length > 0 && asked.length === 0;
    if (asked.length > 0) topics = asked.length > 1 ? asked.filter((topic) => topic !== "about") : asked;
    if (isOther || asked.length > 0)
      for (const topic of topics) for (const country of spoken.countries) questions.push({ topic, country, isCapital: spoken.isCapital });
    if (asked.length > 0 && spoken.countries.length === 0) pending(questions, text, topics);
  }
  const unique = new Map(questions.map((question) => [`${question.topic} ${question.country.code}`, question]));
  return isTownAsked(text, [...topics]) ? [] : [...unique.values()];
}

const CAPITAL_OF = /\b(?:which|what) country|\bcapital of (?:what|which)|\bis .* the capital/i;

/** A topic named before its country ("currency and languages of Switzerland") waits for it. */
function pending(questions: Question[], text: string, topics: Topic[]): void {
  const [country] = countriesIn(text);
  if (country) for (const topic of topics) questions.push({ topic, country, isCapital: false });
}

const isAbout = (text: string): boolean =>
  /\b(?:its|it|it's|that country|there|this country|the country|their|they)\b/i.test(text) || /^(?:and|what about|how about)\b/i.test(text);

const isTownAsked = (text: string, topics: Topic[]): boolean =>
  topics.includes("population") && topics.length === 1 && byCapital(text).length > 0 && countriesIn(text).length === 0;

/** Several facts at once, each with its country where there are several. */
function severalCard(questions: Question[]): UiNode {
  const countries = [...new Set(questions.map(({ country }) => country.name))];
  const rows = questions.flatMap(({ topic, country }) => {
    if (topic === "about") return [];
    const millions = POPULATION_MILLIONS[country.code];
    const value =
      topic === "population"
        ? millions === undefined
          ? "not bundled"
          : `${formatNumber(millions)} million (${POPULATION_YEAR})`
        : valueOf[topic](country);
    const label = countries.length > 1 ? `${LABELS[topic]} of ${country.name}` : LABELS[topic];
    return [{ label, value: value === "" ? "not bundled" : value }];
  });
  const hasPopulation = questions.some(({ topic }) => topic === "population");
  const source = hasPopulation ? `${COUNTRY_SOURCE}; population: ${POPULATION_SOURCE}, ${POPULATION_YEAR}` : COUNTRY_SOURCE;
  return sourced([header(countries.join(", ")), facts(rows)], source);
}

/** Questions about other years, or about why: not in the tables. */
function asksForMore(text: string): boolean {
  const years = text.match(/\b(?:1[5-9]|20|21)\d\d\b/g) ?? [];
  return (
    years.some((year) => Number(year) !== POPULATION_YEAR) ||
    /\b(?:why|history of|grow|growth|density|per capita|gdp|president|weather|visit|trip|write|letter)\b/i.test(text)
  );
}

function spokenOf(conversation: Conversation): Country[] {
  for (const entry of conversation.earlier.toReversed()) {
    if (entry.type !== "user" || entry.turn.text.length > 2000) continue;
    const named = countriesIn(entry.turn.text);
    const found = named.length > 0 ? named : byCapital(entry.turn.text).slice(0, 1);
    if (found.length > 0) return found.slice(0, 1);
  }
  return [];
}

function sourced(nodes: UiNode[], source: string): UiNode {
  const at = nodes.findIndex((item) => item.component === "FollowUpBlock");
  const isCited = nodes.some(
    (item) => item.component === "TextContent" && typeof item.props.text === "string" && item.props.text.includes("Source: "),
  );
  const note = isCited ? [] : [smallPrint(`Source: ${plain(source)}.`)];
  const cited = [...nodes.slice(0, at === -1 ? undefined : at), ...note, ...(at === -1 ? [] : nodes.slice(at))];
  return card(cited, [{ title: source, sourceName: source.split(/[,(]/)[0]?.trim() ?? source }]);
}

const valueOf: Record<Exclude<Topic, "population" | "about">, (country: Country) => string> = {
  capital: (country) => country.capital,
  currency: (country) => country.currency.join(", "),
  languages: (country) => country.languages.join(", "),
  continent: (country) => country.continent,
};

const LABELS: Record<Exclude<Topic, "about">, string> = {
  capital: "Capital",
  currency: "Currency",
  languages: "Languages",
  continent: "Continent",
  population: "Population",
};

function factCard(country: Country | undefined, topic: Topic, saysCountry: boolean): UiNode | null {
  if (!country) return null;
  if (topic === "about") return aboutCard(country);
  if (topic === "population") return populationCard(country, saysCountry);
  const value = valueOf[topic](country);
  if (value === "") return null;
  const sentence = `**${plain(value)}** – ${LABELS[topic].toLowerCase()} of ${plain(country.name)}.`;
  const next =
    topic === "capital"
      ? ["And what is its population?", "What currency does it use?"]
      : [`What is the capital of ${country.name}?`, "And what is its population?"];
  return sourced(
    [
      header(`${LABELS[topic]} of ${country.name}`),
      figures([{ title: LABELS[topic], value, icon: topic === "capital" ? "landmark" : "globe" }]),
      paragraph(sentence),
      buttons(
        next.map((label) => say(label)),
        "row",
      ),
    ],
    COUNTRY_SOURCE,
  );
}

function populationCard(country: Country, saysCountry: boolean): UiNode {
  const millions = POPULATION_MILLIONS[country.code];
  if (millions === undefined) {
    return card([
      header(`Population of ${country.name}`),
      paragraph(
        `No population figure for **${plain(country.name)}** is bundled with the offline engine: it has only countries of one million people and more.`,
      ),
      buttons([say(`What is the capital of ${country.name}?`)]),
    ]);
  }
  const value = `${formatNumber(millions)} million`;
  const note = saysCountry && country.capital ? ` This is the country; no figure for ${plain(country.capital)} is bundled.` : "";
  return sourced(
    [
      header(`Population of ${country.name}`),
      figures([{ title: "Population", value, note: String(POPULATION_YEAR), icon: "users" }]),
      paragraph(`**${plain(country.name)}** had ${value} people in ${POPULATION_YEAR}, rounded to 0.1 million.${note}`),
    ],
    `${POPULATION_SOURCE}, ${POPULATION_YEAR}`,
  );
}

function aboutCard(country: Country): UiNode {
  const millions = POPULATION_MILLIONS[country.code];
  const rows = (["capital", "continent", "currency", "languages"] as const)
    .map((topic) => ({ label: LABELS[topic], value: valueOf[topic](country) }))
    .filter(({ value }) => value !== "");
  const people = millions === undefined ? [] : [{ label: `Population (${POPULATION_YEAR})`, value: `${formatNumber(millions)} million` }];
  return sourced(
    [header(country.name), facts([...rows, ...people])],
    `${COUNTRY_SOURCE}${millions === undefined ? "" : `; population: ${POPULATION_SOURCE}, ${POPULATION_YEAR}`}`,
  );
}

function comparison(chosen: Country[], topic: Topic): UiNode | null {
  if (chosen.length < 2) return null;
  if (topic === "population") {
    const known = chosen.filter(({ code }) => POPULATION_MILLIONS[code] !== undefined);
    if (known.length < 2) return null;
    const raw = populationTable(known, `Population, ${POPULATION_YEAR}`);
    return sourced(presentData(viewOf(typeTable(raw))), `${POPULATION_SOURCE}, ${POPULATION_YEAR}`);
  }
  if (topic === "about") return null;
  return sourced(
    [header(LABELS[topic]), facts(chosen.map((country) => ({ label: country.name, value: valueOf[topic](country) })))],
    COUNTRY_SOURCE,
  );
}

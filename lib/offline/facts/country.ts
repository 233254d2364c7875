import { continents, countries, languages, type TCountryCode } from "countries-list";
import { findPhrase, stemsOf, wordsOf } from "../words";

export interface Country {
  code: TCountryCode;
  name: string;
  capital: string;
  currency: readonly string[];
  languages: string[];
  continent: string;
}

const ALIASES: Partial<Record<TCountryCode, string[]>> = {
  US: ["USA", "U.S.A.", "United States of America", "the States", "U.S.", "America"],
  GB: ["UK", "U.K.", "Great Britain", "Britain", "England"],
  AE: ["UAE", "Emirates"],
  CZ: ["Czechia", "Czech Republic"],
  NL: ["Holland", "The Netherlands"],
  KR: ["Korea", "Republic of Korea"],
  TR: ["Türkiye", "Turkiye", "Turkey"],
  CI: ["Côte d'Ivoire", "Cote d'Ivoire", "Ivory Coast"],
  CD: ["DR Congo", "DRC", "Democratic Republic of the Congo"],
  CV: ["Cabo Verde"],
  SZ: ["Swaziland"],
  MK: ["Macedonia"],
  MM: ["Burma"],
  TL: ["Timor-Leste"],
  VA: ["Vatican"],
};

interface Named {
  code: TCountryCode;
  parts: string[];
}

const NAMES: Named[] = (Object.keys(countries) as TCountryCode[])
  .flatMap((code) => [countries[code].name, ...(ALIASES[code] ?? [])].map((name) => ({ code, parts: stemsOf(name) })))
  .sort((a, b) => b.parts.length - a.parts.length);

const CAPITALS: Named[] = (Object.keys(countries) as TCountryCode[])
  .filter((code) => countries[code].capital !== "")
  .map((code) => ({ code, parts: stemsOf(countries[code].capital) }));

/** Countries named in a text in order; the longer name wins ("Guinea-Bissau", not "Guinea"). "US" counts in capitals only. */
export function countriesIn(text: string): Country[] {
  const words = wordsOf(text);
  const isLowerCase = text === text.toLowerCase();
  const found: { code: TCountryCode; from: number; to: number }[] = [];
  for (const { code, parts } of NAMES) {
    const place = findPhrase(words, parts);
    if (!place || found.some((other) => place.from < other.to && other.from < place.to)) continue;
    if (isElsewhere(text.slice(0, place.from))) continue;
    const written = text.slice(place.from, place.to);
    if (/^\p{Lu}/u.test(written) || (isLowerCase && written.length > 3)) found.push({ code, ...place });
  }
  if (/\bUS\b/.test(text) && !found.some(({ code }) => code === "US"))
    found.push({ code: "US", from: text.search(/\bUS\b/), to: text.search(/\bUS\b/) + 2 });
  const codes = [...new Set(found.sort((a, b) => a.from - b.from).map(({ code }) => code))];
  return codes.map(countryOf);
}

/** "South America" is not America, and Northern Ireland not Ireland. */
const isElsewhere = (before: string): boolean =>
  /(?:^|\s)(?:south|north|east|west|central|latin|southern|northern|eastern|western|new)[\s-]$/i.test(before);

const CONTINENTS: [RegExp, string][] = [
  [/\bsouth america\b/i, "South America"],
  [/\bnorth america\b/i, "North America"],
  [/\bafrica\b/i, "Africa"],
  [/\basia\b/i, "Asia"],
  [/\beurope\b/i, "Europe"],
  [/\b(?:oceania|australia and oceania)\b/i, "Oceania"],
];

/** The continent whose countries are asked for, and they in alphabetical order; null when none are. */
export function countriesOf(text: string): { continent: string; countries: Country[] } | null {
  const continent = CONTINENTS.find(([pattern]) => pattern.test(text))?.[1];
  if (continent === undefined || !/\bcountries\b/i.test(text)) return null;
  const all = (Object.keys(countries) as TCountryCode[]).map(countryOf);
  const chosen = all.filter((country) => country.continent === continent);
  return { continent, countries: chosen.toSorted((a, b) => (a.name < b.name ? -1 : 1)) };
}

export function countryOf(code: TCountryCode): Country {
  const country = countries[code];
  return {
    code,
    name: country.name,
    capital: country.capital,
    currency: country.currency,
    languages: country.languages.map((language) => languages[language].name),
    continent: continents[country.continent],
  };
}

/** The countries whose capital is named. */
export function byCapital(text: string): Country[] {
  const words = wordsOf(text);
  return CAPITALS.filter(({ parts }) => findPhrase(words, parts) !== null).map(({ code }) => countryOf(code));
}

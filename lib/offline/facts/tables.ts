import type { TCountryCode } from "countries-list";
import { type RawTable, rawTable } from "../data/table";
import { type Country, countryOf } from "./country";
import { POPULATION_MILLIONS, POPULATION_SOURCE, POPULATION_YEAR, WORLD_MILLIONS, WORLD_SOURCE } from "./population";

export function populationTable(chosen: Country[], title: string): RawTable {
  return rawTable(
    ["Country", "Population (millions)"],
    chosen.map((country) => [country.name, POPULATION_MILLIONS[country.code] ?? null]),
    { title, notes: ["Rounded to 0.1 million.", `Source: ${POPULATION_SOURCE}, ${POPULATION_YEAR}.`] },
  );
}

/** The world's population as rows, when that is what is asked for. */
export function worldTable(text: string): RawTable | null {
  if (
    text.length > 300 ||
    !/\b(?:world|global|earth)(?:'s|’s)?\b/i.test(text) ||
    !/\bpopulation\b/i.test(text) ||
    /\b(?:write|story|essay|why|predict|projection|forecast|20[3-9]\d|2100)\b/i.test(text)
  )
    return null;
  const years = (text.match(/\b(?:1[5-9]|20)\d\d\b/g) ?? []).map(Number);
  const [from, to] =
    years.length >= 2
      ? [Math.min(...years), Math.max(...years)]
      : years.length === 1 && /\b(?:since|from|after)\b/i.test(text)
        ? [years[0] ?? 0, 2020]
        : [1950, 2020];
  const rows = WORLD_MILLIONS.filter(([year]) => year >= from && year <= to);
  if (rows.length === 0) return null;
  const first = rows[0]?.[0];
  const last = rows.at(-1)?.[0];
  const notes = ["Rounded to the nearest million.", `Source: ${WORLD_SOURCE}.`];
  if (from < 1950 || to > 2020) notes.push("The bundled series has every fifth year from 1950 to 2020.");
  return rawTable(
    ["Year", "Population (millions)"],
    rows.map(([year, millions]) => [String(year), millions]),
    { title: `World population ${first}–${last}`, notes },
  );
}

/** The most or least populous countries. */
export function rankingTable(text: string): RawTable | null {
  const asks =
    /\b(?:most|least) (?:populous|populated)\b|\bcountries by population\b|\b(?:largest|biggest|smallest) countries\b(?=.*\bpopulation\b)|\bpopulation ranking\b/i.test(
      text,
    );
  if (text.length > 300 || !asks || /\bcit(?:y|ies)\b|\bstates\b/i.test(text)) return null;
  const isLeast = /\bleast\b|\bsmallest\b/i.test(text);
  if (isLeast) return null;
  const wanted = Math.min(Math.max(Number(/\b(\d{1,3})\b/.exec(text)?.[1] ?? (/\bcountry\b/i.test(text) ? 5 : 10)), 1), 50);
  const codes = (Object.keys(POPULATION_MILLIONS) as TCountryCode[])
    .sort((a, b) => (POPULATION_MILLIONS[b] ?? 0) - (POPULATION_MILLIONS[a] ?? 0))
    .slice(0, wanted);
  return populationTable(codes.map(countryOf), `The ${wanted} most populous countries, ${POPULATION_YEAR}`);
}

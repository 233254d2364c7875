import { createContext, useContext } from "react";

/** How an answer writes its numbers: the language whose marks it uses. */
export type NumberLocale = "en" | "de";

const WITH_COMMAS = /(?<![\d.,])\d{1,3}(?:,\d{3}){1,2}(?![\d,])/g;
const WITH_POINTS = /(?<![\d.,])\d{1,3}(?:\.\d{3}){1,2}(?![\d.])/g;
const YEAR = /\byear|\bjahr|\bann?[oé]e?\b/i;
const NAMES = /(?:^|\W)(?:id|no|nr|code|zip|plz|phone|tel|isbn|sku|year|jahr|postcode|version|build|port)(?:$|\W)/i;
const GROUPED_FROM = 1_000;

/** The marks that the sentences of an answer use between thousands: 61,400 or 61.400. */
export function numberLocaleOf(answer: string): NumberLocale {
  const count = (form: RegExp) => answer.match(form)?.length ?? 0;
  return count(WITH_POINTS) > count(WITH_COMMAS) ? "de" : "en";
}

const Locale = createContext<NumberLocale>("en");
export const NumberLocaleContext = Locale;

/** How this answer writes a number whole, and short for an axis. */
export function useNumberTexts(): { whole: (value: number) => string; short: (value: number) => string } {
  const locale = useContext(Locale);
  return { whole: (value) => wholeText(value, locale), short: (value) => shortText(value, locale) };
}

/** All digits, with marks between the thousands: 1,234,567.5. */
export function wholeText(value: number, locale: NumberLocale): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: Math.abs(value) < 1 ? 6 : 3 }).format(value);
}

/** As short as an axis has room for: 1.5M. */
export function shortText(value: number, locale: NumberLocale): string {
  if (Math.abs(value) < 10_000) return wholeText(value, locale);
  return new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 2 })
    .format(value)
    .replace(".", locale === "de" ? "," : ".");
}

/** Whether the numbers of a column are amounts: neither years nor names made of digits, where a mark would be wrong. */
export function areAmounts(label: string, numbers: readonly number[]): boolean {
  if (NAMES.test(label) || YEAR.test(label)) return false;
  const areYears = numbers.every((value) => Number.isInteger(value) && value >= 1900 && value <= 2100);
  return !areYears && numbers.some((value) => Math.abs(value) >= GROUPED_FROM);
}

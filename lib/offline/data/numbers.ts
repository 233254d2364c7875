import { stem } from "../words";
import { type DecimalMark, parseNumber, plainNumber } from "./number";
import { senseOf } from "./suffix";
import type { Cell } from "./table";

export interface ColumnNumbers {
  numbers: (number | null)[];
  unit: string | null;
  /** The cells are in units of several sizes: a table shows them as they were written. */
  isConverted: boolean;
}

const SAMPLE = 40;
/** The share of filled cells that must be of a kind, so that the column is. */
export const KIND_SHARE = 0.8;

/** Whether a sample of the cells is mostly of a kind, so that long columns of another kind cost little. */
export function isLikely(texts: string[], test: (text: string) => boolean): boolean {
  const step = Math.max(1, Math.floor(texts.length / SAMPLE));
  const sample: string[] = [];
  for (let i = 0; i < texts.length; i += step) if (texts[i]) sample.push(texts[i] ?? "");
  return sample.length === 0 || sample.filter(test).length >= sample.length * 0.5;
}

/** The numbers of a column by the evidence of all its cells; null when it holds something else, or units that do not add up. */
export function readNumbers(
  name: string,
  cellAt: (row: number) => Cell,
  texts: string[],
  filled: number,
  decimal: DecimalMark,
): ColumnNumbers | null {
  const sense = senseOf(name, texts);
  if (!texts.some((_, row) => typeof cellAt(row) === "number") && !isLikely(texts, (text) => parseNumber(text, decimal, sense) !== null))
    return null;
  const units = new Map<string, number>();
  const unitOf: (string | null)[] = [];
  let hits = 0;
  const numbers = texts.map((text, row) => {
    const cell = cellAt(row);
    const plain = typeof cell === "number" ? cell : typeof cell === "boolean" ? null : plainNumber(text, decimal);
    const parsed = plain !== null || text === "" || typeof cell === "boolean" ? null : parseNumber(text, decimal, sense);
    if (plain === null && parsed === null) return null;
    hits++;
    const unit = parsed?.unit ?? null;
    unitOf[row] = unit;
    if (unit !== null && unit !== "") units.set(unit, (units.get(unit) ?? 0) + 1);
    return plain ?? parsed?.value ?? null;
  });
  if (hits < filled * KIND_SHARE) return null;
  if (sense.isSize) return inLargest(numbers, texts);
  const named = [...units.keys()];
  // Dollars and euros, or kilos and metres, in one column do not add up.
  if (new Set(named.map(stem)).size > 1) return sameDimension(numbers, unitOf, units);
  return { numbers, unit: named[0] ?? null, isConverted: false };
}

const SIZE_STEPS = "KMGTPE";

/** Bytes in the largest unit of the column. */
function inLargest(numbers: (number | null)[], texts: string[]): ColumnNumbers {
  const letters = texts.map((text) => /([KMGTPE])i?B?\s*$/i.exec(text)?.[1]?.toUpperCase() ?? "").filter((letter) => letter !== "");
  const largest = letters.reduce((best, letter) => (SIZE_STEPS.indexOf(letter) > SIZE_STEPS.indexOf(best) ? letter : best), "K");
  const step = 1024 ** (SIZE_STEPS.indexOf(largest) + 1);
  return { numbers: numbers.map((value) => (value === null ? null : rounded(value / step))), unit: `${largest}iB`, isConverted: true };
}

const rounded = (value: number): number => Number(value.toPrecision(12));

const DIMENSIONS: Record<string, number>[] = [
  { b: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12, pb: 1e15 },
  { b: 1, kib: 1024, mib: 1024 ** 2, gib: 1024 ** 3, tib: 1024 ** 4 },
  { mg: 1e-3, g: 1, kg: 1e3, t: 1e6 },
  { mm: 1e-3, cm: 1e-2, m: 1, km: 1e3 },
  { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, sec: 1, min: 60, mins: 60, h: 3600, hr: 3600, hrs: 3600 },
  { ml: 1e-3, cl: 1e-2, l: 1 },
  { w: 1, kw: 1e3, mw: 1e6, gw: 1e9 },
  { wh: 1, kwh: 1e3, mwh: 1e6, gwh: 1e9 },
  { hz: 1, khz: 1e3, mhz: 1e6, ghz: 1e9 },
];

/** Numbers whose units are sizes of one thing, in the unit that most cells have; null when they are not. */
function sameDimension(numbers: (number | null)[], unitOf: (string | null)[], units: Map<string, number>): ColumnNumbers | null {
  const dimension = DIMENSIONS.find((sizes) => [...units.keys()].every((unit) => unit.toLowerCase() in sizes));
  const isBare = numbers.some((value, row) => value !== null && value !== 0 && (unitOf[row] ?? null) === null);
  if (!dimension || isBare) return null;
  const [main] = [...units].reduce((best, unit) => (unit[1] > best[1] ? unit : best));
  const size = dimension[main.toLowerCase()] ?? 1;
  const converted = numbers.map((value, row) =>
    value === null ? null : rounded((value * (dimension[(unitOf[row] ?? main).toLowerCase()] ?? 1)) / size),
  );
  return { numbers: converted, unit: main, isConverted: true };
}

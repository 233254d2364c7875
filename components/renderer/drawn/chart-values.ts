import { type Fields, fieldsOf, listOf, numberOf, textOf } from "../openui/drawing";

/** An axis shortens what is large: values in thousands or millions are drawn as what they stand for. */
const FACTORS: Record<string, number> = { k: 1e3, m: 1e6, b: 1e9, t: 1e12 };

export interface Series {
  name: string;
  values: (number | null)[];
}

export interface Slice {
  name: string;
  value: number;
  /** Of the sum of all, from 0 to 1. */
  share: number;
}

/** The series of a chart; a value that is missing leaves a gap. */
export function seriesOf(props: Fields): Series[] {
  const factor = factorOf(props);
  return listOf(props.series).map((one, index) => {
    const { category, values } = fieldsOf(one);
    return {
      name: textOf(category) || `Series ${index + 1}`,
      values: listOf(values).map((value) => {
        const number = numberOf(value);
        return number === undefined ? null : number * factor;
      }),
    };
  });
}

/** The parts of a whole; what is below zero is no part. */
export function slicesOf(props: Fields): Slice[] {
  const factor = factorOf(props);
  const parts = listOf(props.slices).map((slice) => {
    const { category, value } = fieldsOf(slice);
    return { name: textOf(category), value: Math.max(0, numberOf(value) ?? 0) * factor };
  });
  const sum = parts.reduce((total, { value }) => total + value, 0);
  return parts.map((part) => ({ ...part, share: sum > 0 ? part.value / sum : 0 }));
}

/** The sets of points of a scatter chart. */
export function setsOf(props: Fields): { name: string; points: { x: number; y: number }[] }[] {
  const factor = factorOf(props);
  return listOf(props.datasets).map((set, index) => {
    const { name, points } = fieldsOf(set);
    const known = listOf(points).flatMap((point) => {
      const [x, y] = [numberOf(fieldsOf(point).x), numberOf(fieldsOf(point).y)];
      return x === undefined || y === undefined ? [] : [{ x, y: y * factor }];
    });
    return { name: textOf(name) || `Group ${index + 1}`, points: known };
  });
}

/** A share as a reader says it: 64 %, or with a decimal where all of them would not be whole. */
export function percentText(share: number, all: readonly Slice[]): string {
  const isWhole = all.every((slice) => Math.abs(slice.share * 100 - Math.round(slice.share * 100)) < 1e-9);
  return `${(share * 100).toFixed(isWhole ? 0 : 1)}%`;
}

function factorOf(props: Fields): number {
  return FACTORS[textOf(props.unit)] ?? 1;
}

import { message, requestOf } from "./case";
import { childrenOf, type Element, find, generate, kindOf, type Outcome } from "./run";

/** How a number is written, and the numbers that are written so. The numbers are the oracle: nothing of the engine reads them. */
export interface Style {
  name: string;
  values: [number, number, number, number];
  write: (value: number) => string;
}

const grouped = (value: number, mark: string, decimal = ".", digits = 0): string => {
  const [whole = "", rest] = Math.abs(value).toFixed(digits).split(".");
  return `${value < 0 ? "-" : ""}${whole.replace(/\B(?=(\d{3})+$)/g, mark)}${rest === undefined ? "" : decimal + rest}`;
};
const INTS: Style["values"] = [120, 45, 310, 88];
const LARGE: Style["values"] = [12_340, 987, 456_700, 5_210];
const EXACT: Style["values"] = [1234.56, 89.5, 39.99, 12_412.35];
const SMALL: Style["values"] = [1.5, 2.25, 3.75, 0.5];
const SIGNED: Style["values"] = [12, -7, 30, -9];
const ROUND: Style["values"] = [12_000, 3_400, 150_000, 7_500];
const inScript = (zero: number) => (value: number) => String(value).replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));

export const STYLES: Style[] = [
  { name: "12", values: INTS, write: String },
  { name: "12.5", values: SMALL, write: String },
  { name: "12,5", values: SMALL, write: (value) => String(value).replace(".", ",") },
  { name: "12,340", values: LARGE, write: (value) => grouped(value, ",") },
  { name: "12.340", values: LARGE, write: (value) => grouped(value, ".") },
  { name: "12 340 with blanks that do not break", values: LARGE, write: (value) => grouped(value, "\u00a0") },
  { name: "12’340", values: LARGE, write: (value) => grouped(value, "’") },
  { name: "1,234.56", values: EXACT, write: (value) => grouped(value, ",", ".", 2) },
  { name: "1.234,56", values: EXACT, write: (value) => grouped(value, ".", ",", 2) },
  { name: "1 234,56", values: EXACT, write: (value) => grouped(value, " ", ",", 2) },
  { name: "$1,234.56", values: EXACT, write: (value) => `$${grouped(value, ",", ".", 2)}` },
  { name: "1.234,56 €", values: EXACT, write: (value) => `${grouped(value, ".", ",", 2)} €` },
  { name: "USD 12", values: INTS, write: (value) => `USD ${value}` },
  { name: "-7", values: SIGNED, write: String },
  { name: "−7", values: SIGNED, write: (value) => String(value).replace("-", "−") },
  { name: "-$7", values: SIGNED, write: (value) => (value < 0 ? `-$${-value}` : `$${value}`) },
  { name: "(7)", values: SIGNED, write: (value) => (value < 0 ? `(${-value})` : String(value)) },
  { name: "+7", values: SIGNED, write: (value) => (value < 0 ? String(value) : `+${value}`) },
  { name: "12%", values: [12, 38, 41, 9], write: (value) => `${value}%` },
  { name: "12,5 %", values: [12.5, 37.5, 41.2, 8.8], write: (value) => `${String(value).replace(".", ",")} %` },
  { name: "12k", values: ROUND, write: (value) => `${value / 1000}k` },
  { name: "1.2 million", values: [1_200_000, 3_400_000, 800_000, 15_000_000], write: (value) => `${value / 1_000_000} million` },
  { name: "١٢", values: INTS, write: inScript(0x660) },
  { name: "１２", values: INTS, write: inScript(0xff10) },
];

export const LABELS = ["North", "South", "East", "West"];
type Write = (cells: [string, string][]) => string;

export const LISTS: Record<string, Write> = {
  "A 1, B 2": (cells) => `Chart this: ${cells.map(([a, b]) => `${a} ${b}`).join(", ")}`,
  "A: 1, B: 2": (cells) => `Chart the figures: ${cells.map(([a, b]) => `${a}: ${b}`).join(", ")}`,
  "A = 1; B = 2": (cells) => `Chart this: ${cells.map(([a, b]) => `${a} = ${b}`).join("; ")}`,
  "A (1), B (2)": (cells) => `Chart this: ${cells.map(([a, b]) => `${a} (${b})`).join(", ")}`,
  "A: 1 in lines": (cells) => cells.map(([a, b]) => `${a}: ${b}`).join("\n"),
  "A 1 in lines": (cells) => `Chart this:\n${cells.map(([a, b]) => `${a} ${b}`).join("\n")}`,
  "- A: 1": (cells) => `Figures\n${cells.map(([a, b]) => `- ${a}: ${b}`).join("\n")}`,
  "1. A: 1": (cells) => `Figures\n${cells.map(([a, b], i) => `${i + 1}. ${a}: ${b}`).join("\n")}`,
  "A - 1": (cells) => `Chart this:\n${cells.map(([a, b]) => `${a} - ${b}`).join("\n")}`,
  "A → 1": (cells) => cells.map(([a, b]) => `${a} → ${b}`).join("\n"),
};

export interface Grid {
  header: string[];
  /** The first column names the rows. */
  rows: (string | number)[][];
}

export const TABLES: Grid[] = [
  {
    header: ["Region", "Sales"],
    rows: [
      ["North", 1200],
      ["South", 340],
      ["West", 12_500],
    ],
  },
  {
    header: ["Product", "Sold", "Returned"],
    rows: [
      ["Lamp", 40, 4],
      ["Desk", 25, 2],
      ["Chair", 61, 7],
    ],
  },
  {
    header: ["Month", "Revenue", "Cost"],
    rows: [
      ["2026-01", 1250.5, 800],
      ["2026-02", 990.25, 760.5],
      ["2026-03", 1410, 905.75],
    ],
  },
  {
    header: ["Account", "Balance"],
    rows: [
      ["Checking", -120.5],
      ["Savings", 5400],
      ["Card", -75.25],
    ],
  },
  {
    header: ["Year", "Members"],
    rows: [
      [2021, 30],
      [2022, 42],
      [2023, 39],
      [2024, 57],
    ],
  },
  {
    header: ["City", "People"],
    rows: [
      ["São Paulo", 12_325_232],
      ["New York", 8_336_817],
      ["Köln", 1_087_863],
    ],
  },
  {
    header: ["Station", "Rain", "Sun"],
    rows: [
      ["Alta", 3.4, 120],
      ["Bergen", 12.75, 61],
      ["Oslo", 5.25, 99],
    ],
  },
  {
    header: ["Team", "Won", "Lost", "Drawn"],
    rows: [
      ["Reds", 12, 3, 5],
      ["Blues", 9, 6, 5],
      ["Greens", 4, 13, 3],
    ],
  },
];

const lines = (rows: (string | number)[][], join: string): string => rows.map((row) => row.join(join)).join("\n");
const padded = (rows: (string | number)[][], gap: string, edge = ""): string => {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => String(row[i]).length)));
  const pad = (cell: string | number, i: number): string =>
    typeof cell === "number" ? String(cell).padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0);
  return rows.map((row) => `${edge}${row.map(pad).join(gap)}${edge}`.trimEnd()).join("\n");
};
const localised = (cell: string | number): string =>
  typeof cell === "number" && cell % 1 !== 0 ? String(cell).replace(".", ",") : String(cell);
const objects = ({ header, rows }: Grid): Record<string, string | number>[] =>
  rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ""])));

export const FORMATS: Record<string, (table: Grid) => string> = {
  csv: ({ header, rows }) => lines([header, ...rows], ","),
  "csv in quotes": ({ header, rows }) =>
    lines(
      [header, ...rows].map((row) => row.map((cell) => `"${cell}"`)),
      ",",
    ),
  "semicolons and decimal commas": ({ header, rows }) => lines([header, ...rows.map((row) => row.map(localised))], ";"),
  tabs: ({ header, rows }) => lines([header, ...rows], "\t"),
  "tabs and thousands": ({ header, rows }) =>
    lines(
      [header, ...rows.map((row) => row.map((cell, i) => (typeof cell === "number" && i > 0 ? cell.toLocaleString("en-US") : cell)))],
      "\t",
    ),
  markdown: ({ header, rows }) => [header, header.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n"),
  psql: ({ header, rows }) => {
    const [head = "", ...body] = padded([header, ...rows], " | ").split("\n");
    return [` ${head}`, head.replace(/[^|]/g, "-").replaceAll("|", "+"), ...body.map((line) => ` ${line}`), `(${rows.length} rows)`].join(
      "\n",
    );
  },
  mysql: ({ header, rows }) => {
    const all = padded([header, ...rows], " | ")
      .split("\n")
      .map((line) => `| ${line.padEnd(40)} |`);
    const rule = `+${"-".repeat(42)}+`;
    return [rule, all[0], rule, ...all.slice(1), rule].join("\n");
  },
  "columns of a terminal": ({ header, rows }) => padded([header, ...rows], "   "),
  "a data frame": ({ header, rows }) => padded([["", ...header], ...rows.map((row, i) => [String(i), ...row])], "  "),
  "json rows": (table) => JSON.stringify(objects(table)),
  "json in a wrapper": (table) => JSON.stringify({ status: "ok", data: { items: objects(table) }, total: table.rows.length }),
  "json lines": (table) =>
    objects(table)
      .map((row) => JSON.stringify(row))
      .join("\n"),
  html: ({ header, rows }) =>
    `<table><thead><tr>${header.map((name) => `<th>${name}</th>`).join("")}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</tbody></table>`,
};

const ask = (text: string): Promise<Outcome> => generate(requestOf([message("user", text)]));

type Verdict = "right" | "declined" | "wrong";

/** Whether what is shown holds for each label its number, a chart and a table alike; an open question or a decline is none wrong. */
export async function tryText(text: string, expected: Map<string, number[]>): Promise<{ verdict: Verdict; shown: string }> {
  const outcome = await ask(text);
  const children = childrenOf(outcome.root);
  const isOpen = children.some((child) => child.props.title === "I can read this two ways");
  if (isOpen || kindOf(outcome) === "decline") return { verdict: "declined", shown: "" };
  const table = find(outcome.root, "Table");
  const rows = Array.isArray(table?.props.rows) ? (table.props.rows as (string | number)[][]) : [];
  const seen = new Map(rows.map(([label, ...cells]) => [String(label), cells]));
  const isTable = [...expected].every(([label, values]) => JSON.stringify(seen.get(label)) === JSON.stringify(values));
  const isRight = isTable && seen.size === expected.size && children.every((child) => isChartRight(child, expected));
  return { verdict: isRight ? "right" : "wrong", shown: outcome.text.slice(0, 600) };
}

/** A chart may leave a measure out, but shows no number that its label does not have. */
function isChartRight(child: Element, expected: Map<string, number[]>): boolean {
  const { labels, series, slices } = child.props as {
    labels?: string[];
    series?: { values: number[] }[];
    slices?: { category: string; value: number }[];
  };
  if (slices) return slices.every(({ category, value }) => expected.get(category)?.includes(value) ?? false);
  return (
    !labels ||
    !series ||
    (series.length > 0 &&
      labels.every((label, i) => series.every(({ values }) => expected.get(label)?.includes(values[i] ?? Number.NaN) ?? false)))
  );
}

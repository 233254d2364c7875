import { message, requestOf } from "./case";
import { childrenOf, generate, kindOf, type Outcome } from "./run";

interface Base {
  header: string[];
  rows: (string | number)[][];
  /** Rows may change places: nothing in them stands in time. */
  isFree: boolean;
  /** Other names for the columns, which mean as much. */
  names: string[];
}

const BASES: Base[] = [
  {
    header: ["city", "visits"],
    rows: [
      ["Oslo", 120],
      ["Rome", 340],
      ["Bern", 95],
      ["Lima", 210],
    ],
    isFree: true,
    names: ["town", "guests"],
  },
  {
    header: ["month", "revenue", "costs"],
    rows: [
      ["Jan", 500, 310],
      ["Feb", 540, 300],
      ["Mar", 610, 350],
      ["Apr", 580, 365],
    ],
    isFree: false,
    names: ["Monat", "turnover", "expenses"],
  },
  {
    header: ["year", "members"],
    rows: [
      [2019, 30],
      [2020, 42],
      [2021, 39],
      [2022, 57],
    ],
    isFree: false,
    names: ["year", "subscribers"],
  },
  {
    header: ["product", "sold", "returned"],
    rows: [
      ["Lamp", 40, 4],
      ["Desk", 25, 2],
      ["Chair", 61, 7],
    ],
    isFree: true,
    names: ["article", "bought", "sent_back"],
  },
  {
    header: ["team", "points"],
    rows: [
      ["Red", 54],
      ["Blue", 61],
      ["Green", 40],
      ["Gold", 48],
      ["Grey", 33],
    ],
    isFree: true,
    names: ["club", "goals"],
  },
  {
    header: ["date", "steps"],
    rows: [
      ["2024-01-01", 8200],
      ["2024-01-02", 7400],
      ["2024-01-03", 10100],
    ],
    isFree: false,
    names: ["day", "paces"],
  },
  {
    header: ["region", "quarter", "sales"],
    rows: [
      ["North", "Q1 2024", 10],
      ["South", "Q1 2024", 14],
      ["North", "Q2 2024", 12],
      ["South", "Q2 2024", 9],
    ],
    isFree: false,
    names: ["area", "quarter", "orders"],
  },
  {
    header: ["name", "role"],
    rows: [
      ["Ann", "Cook"],
      ["Ben", "Pilot"],
      ["Cat", "Nurse"],
    ],
    isFree: true,
    names: ["person", "job"],
  },
  {
    header: ["dept", "staff"],
    rows: [
      ["IT", 12],
      ["HR", 5],
      ["IT", 8],
      ["Ops", 20],
    ],
    isFree: true,
    names: ["division", "people"],
  },
  {
    header: ["language", "share"],
    rows: [
      ["Dutch", "60%"],
      ["French", "39%"],
      ["German", "1%"],
    ],
    isFree: true,
    names: ["tongue", "share"],
  },
];

type Cell = string | number;

const csv = (header: Cell[], rows: Cell[][], delimiter = ","): string => [header, ...rows].map((row) => row.join(delimiter)).join("\n");
const ask = (text: string): Promise<Outcome> => generate(requestOf([message("user", text)]));

const sorted = (rows: unknown[]): string => JSON.stringify(rows.map((row) => JSON.stringify(row)).sort((a, b) => (a < b ? -1 : 1)));

/** What a chart says, whatever its order: labels with their numbers. */
function seen(outcome: Outcome, scale = 1): string {
  const chart = childrenOf(outcome.root).find((child) => Array.isArray(child.props.series) || Array.isArray(child.props.slices));
  const table = childrenOf(outcome.root).find((child) => child.typeName === "Table");
  if (Array.isArray(chart?.props.slices))
    return sorted((chart.props.slices as { category: string; value: number }[]).map(({ category, value }) => [category, value / scale]));
  const labels = Array.isArray(chart?.props.labels) ? (chart.props.labels as string[]) : [];
  const series = Array.isArray(chart?.props.series) ? (chart.props.series as { values: number[] }[]) : [];
  if (labels.length === 0) return sorted((table?.props.rows as Cell[][] | undefined) ?? []);
  const valueAt = (values: number[], i: number): number => Number(((values[i] ?? 0) / scale).toPrecision(10));
  return sorted(labels.map((label, i) => [label.toLowerCase(), ...series.map(({ values }) => valueAt(values, i))]));
}

/** A change that must not change what is seen; null where it does not apply. */
const RELATIONS: Record<string, (base: Base) => { text: string; scale?: number }[] | null> = {
  "row permutation": ({ header, rows, isFree }) =>
    isFree ? [{ text: csv(header, rows.toReversed()) }, { text: csv(header, [...rows.slice(1), ...rows.slice(0, 1)]) }] : null,
  "column renaming": ({ rows, names }) => [
    { text: csv(names, rows) },
    {
      text: csv(
        names.map((name) => name.toUpperCase()),
        rows,
      ),
    },
  ],
  "unit scaling": ({ header, rows }) =>
    rows.some((row) => row.slice(1).some((cell) => typeof cell === "number"))
      ? [10, 1000].map((scale) => ({
          text: csv(
            header,
            rows.map((row) => row.map((cell, i) => (typeof cell === "number" && i > 0 ? cell * scale : cell))),
          ),
          scale,
        }))
      : null,
  "delimiter change": ({ header, rows }) => [";", "\t", "|", " | "].map((delimiter) => ({ text: csv(header, rows, delimiter) })),
  "format change": ({ header, rows }) => [
    { text: JSON.stringify(rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i]])))) },
    { text: [header, header.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n") },
    { text: `<table>${[header, ...rows].map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</table>` },
    { text: csv(header, rows).replaceAll("\n", "\r\n") },
    {
      text: `\n\n${csv(
        header.map((name) => `"${name}"`),
        rows.map((row) => row.map((cell) => `"${cell}"`)),
      )}\n\n`,
    },
    { text: `\`\`\`csv\n${csv(header, rows)}\n\`\`\`` },
  ],
  paraphrase: ({ header, rows }) =>
    [
      "Please show this:",
      "Could you visualise the data below?",
      "Here is what we have",
      "I would like to see this as a graphic.",
      "display:",
      "Hello, here are the numbers, thanks",
    ].map((lead) => ({
      text: `${lead}\n${csv(header, rows)}`,
    })),
  case: ({ header, rows }) => [
    {
      text: csv(
        header.map((name) => name.toUpperCase()),
        rows,
      ),
    },
    {
      text: `SHOW THIS\n${csv(
        header.map((name) => name.charAt(0).toUpperCase() + name.slice(1)),
        rows,
      )}`,
    },
  ],
  "label column last": ({ header, rows, isFree }) =>
    isFree && header.length === 2
      ? [
          {
            text: csv(
              header.toReversed(),
              rows.map((row) => row.toReversed()),
            ),
          },
        ]
      : null,
};

export interface Relation {
  name: string;
  held: number;
  tried: number;
  broken: string[];
}

/** Changes every table in every way that must not matter, and counts where it did not. */
export async function tryRelations(): Promise<Relation[]> {
  const relations: Relation[] = [];
  for (const [name, change] of Object.entries(RELATIONS)) {
    const relation: Relation = { name, held: 0, tried: 0, broken: [] };
    for (const base of BASES) {
      const plain = await ask(csv(base.header, base.rows));
      for (const { text, scale } of change(base) ?? []) {
        const other = await ask(text);
        relation.tried++;
        const isHeld =
          kindOf(other) === kindOf(plain) &&
          (name === "label column last" && kindOf(plain) === "table" ? true : seen(other, scale) === seen(plain));
        if (isHeld) relation.held++;
        else relation.broken.push(`${base.header.join(",")}: ${JSON.stringify(text.slice(0, 60))} ${kindOf(plain)} → ${kindOf(other)}`);
      }
    }
    relations.push(relation);
  }
  return relations;
}

import { describe, expect, test } from "vitest";
import { message, requestOf } from "./case";
import { CASES } from "./reading-cases";
import { childrenOf, find, generate, isElement, kindOf, type Outcome } from "./run";
import { FORMATS, LABELS, LISTS, STYLES, TABLES, tryText } from "./grid";

const RIGHT_SHARE = 0.97;

describe("the engine reads numbers as they are meant, or asks", () => {
  test("of 240 lists in 10 forms and 24 styles of numbers none is wrong, and 97 of 100 are right", async () => {
    const wrong: string[] = [];
    let right = 0;
    let all = 0;
    for (const [form, write] of Object.entries(LISTS)) {
      for (const style of STYLES) {
        const cells = LABELS.map((label, i): [string, string] => [label, style.write(style.values[i] ?? 0)]);
        const { verdict, shown } = await tryText(write(cells), new Map(LABELS.map((label, i) => [label, [style.values[i] ?? 0]])));
        all++;
        if (verdict === "right") right++;
        else if (verdict === "wrong") wrong.push(`${form} with ${style.name}: ${JSON.stringify(write(cells))} ${shown}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(right / all).toBeGreaterThanOrEqual(RIGHT_SHARE);
  });

  test("of 8 tables in 14 formats none is wrong, and 97 of 100 are right", async () => {
    const wrong: string[] = [];
    let right = 0;
    let all = 0;
    for (const [format, write] of Object.entries(FORMATS)) {
      for (const table of TABLES) {
        const expected = new Map(table.rows.map(([label, ...values]) => [String(label), values.map(Number)]));
        const { verdict, shown } = await tryText(write(table), expected);
        all++;
        if (verdict === "right") right++;
        else if (verdict === "wrong") wrong.push(`${format}: ${JSON.stringify(write(table))} ${shown}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(right / all).toBeGreaterThanOrEqual(RIGHT_SHARE);
  });
});

const ask = (...turns: string[]): Promise<Outcome> =>
  generate(
    requestOf(
      turns.flatMap((turn, i) => (i === 0 ? [message("user", turn)] : [message("assistant", "root = Card([])"), message("user", turn)])),
    ),
  );

const chartOf = (outcome: Outcome): number[] =>
  childrenOf(outcome.root).flatMap(({ props }) => {
    const { series, slices } = props as { series?: { values: number[] }[]; slices?: { value: number }[] };
    return series?.flatMap(({ values }) => values) ?? slices?.map(({ value }) => value) ?? [];
  });

function columnsOf(outcome: Outcome): unknown[] {
  const columns = find(outcome.root, "Table")?.props.columns;
  return Array.isArray(columns) ? columns.filter(isElement).map(({ props }) => props.label) : [];
}

const byValue = (a: number, b: number): number => a - b;

describe("a paste is read by the evidence of all its cells", () => {
  test.each(CASES)("$name", async ({ text, kinds, chart, columns, shows = [], hides = [] }) => {
    const outcome = await ask(text);
    expect(outcome.faults).toEqual([]);
    const seen = { isKind: kinds?.includes(kindOf(outcome)) ?? true, chart: chartOf(outcome).sort(byValue), columns: columnsOf(outcome) };
    expect(seen).toMatchObject({ isKind: true, ...(chart && { chart: chart.toSorted(byValue) }), ...(columns && { columns }) });
    for (const words of shows) expect(outcome.text).toContain(words);
    for (const words of hides) expect(outcome.text).not.toContain(words);
  });
});

const buttonsOf = (outcome: Outcome): unknown[] => {
  const buttons = find(outcome.root, "ButtonGroup")?.props.buttons;
  return Array.isArray(buttons) ? buttons.filter(isElement).map(({ props }) => props.label) : [];
};

describe("what can be read two ways is asked", () => {
  const weights = "part,weight\nA,1.250\nB,2.375\nC,4.125";
  const days = "day,guests\n03/04/2026,5\n11/02/2026,8\n05/09/2026,4\n02/10/2026,6";

  test("a point before three digits stays as it was written, with a button for each reading", async () => {
    const outcome = await ask(weights);
    expect(buttonsOf(outcome)).toEqual(["Read 1.250 as 1,250", "Read 1.250 as 1.25"]);
    expect(chartOf(outcome)).toEqual([]);
    expect(find(outcome.root, "Table")?.props.rows).toEqual([
      ["A", "1.250"],
      ["B", "2.375"],
      ["C", "4.125"],
    ]);
  });

  test("either button decides for the whole column, and for what is asked later", async () => {
    expect(chartOf(await ask(weights, "Read 1.250 as 1,250"))).toEqual([1250, 2375, 4125]);
    expect(chartOf(await ask(weights, "Read 1.250 as 1.25"))).toEqual([1.25, 2.375, 4.125]);
    expect((await ask(weights, "Read 1.250 as 1,250", "Which part has the highest weight?")).text).toContain("4,125");
  });

  test("days and months in an order that both readings break", async () => {
    const outcome = await ask(days);
    expect(buttonsOf(outcome)).toEqual(["Read 03/04/2026 as 3 April 2026", "Read 03/04/2026 as 4 March 2026"]);
    const labels = async (choice: string): Promise<unknown> => find((await ask(days, choice)).root, "LineChart")?.props.labels;
    expect(await labels("Read 03/04/2026 as 3 April 2026")).toEqual(["11/02/2026", "03/04/2026", "05/09/2026", "02/10/2026"]);
    expect(await labels("Read 03/04/2026 as 4 March 2026")).toEqual(["02/10/2026", "03/04/2026", "05/09/2026", "11/02/2026"]);
  });

  test("nothing is asked where the rest of the table tells", async () => {
    const outcome = await ask("part;weight;price\nA;1.250;2,50\nB;2.375;3,10");
    expect(buttonsOf(outcome)).toEqual([]);
    expect(outcome.text).toContain("1250");
  });
});

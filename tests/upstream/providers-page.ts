import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "vitest";

/** A table as it stands in `docs/providers.md`: by row, the cells by column. */
export type Table = Record<string, Record<string, string>>;

const page = new URL("../../docs/providers.md", import.meta.url);
const isWritten = process.env.npm_lifecycle_event === "docs:providers";

/**
 * Holds the table of `docs/providers.md` under `heading` to what a test has found: it must be the very same, and `npm run docs:providers`
 * writes it. `corner` is what the rows are.
 */
export function holdTable(heading: string, corner: string, found: Table): void {
  const text = readFileSync(page, "utf8");
  const table = toMarkdown(corner, found);
  const before = new RegExp(`(^## ${heading}\n(?:(?!^[|#]).*\n)*)((?:^\\|.*\n)*)`, "m");
  if (isWritten)
    writeFileSync(
      page,
      text.replace(before, (_, head: string) => `${head}${table}`),
    );
  else expect(before.exec(text)?.[2], "run `npm run docs:providers`").toBe(table);
}

function toMarkdown(corner: string, found: Table): string {
  const columns = [...new Set(Object.values(found).flatMap((cells) => Object.keys(cells)))];
  const lines = [
    [corner, ...columns],
    [corner, ...columns].map(() => "---"),
    ...Object.entries(found).map(([row, cells]) => [row, ...columns.map((column) => cells[column] ?? "–")]),
  ];
  return lines
    .map((cells, index) => (index === 1 ? `|${cells.join("|")}|\n` : `| ${cells.join(" | ")} |\n`.replace("|  |", "| |")))
    .join("");
}

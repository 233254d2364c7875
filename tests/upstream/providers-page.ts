import { readFileSync, writeFileSync } from "node:fs";

/** A table as it stands in `docs/providers.md`: by row, the cells by column. */
export type Table = Record<string, Record<string, string>>;

const page = new URL("../../docs/providers.md", import.meta.url);
const isWritten = process.env.npm_lifecycle_event === "docs:providers";

/**
 * Returns the table of `docs/providers.md` under `heading`, and what it must be by what a test has found; `npm run docs:providers` writes the
 * latter first. `corner` is what the rows are.
 */
export function tableOf(heading: string, corner: string, found: Table): { documented: string | undefined; found: string } {
  const text = readFileSync(page, "utf8");
  const table = toMarkdown(corner, found);
  const place = new RegExp(`(^## ${heading}\n(?:(?!^[|#]).*\n)*)((?:^\\|.*\n)*)`, "m");
  if (!isWritten) return { documented: place.exec(text)?.[2], found: table };
  writeFileSync(
    page,
    text.replace(place, (_, before: string) => `${before}${table}`),
  );
  return { documented: table, found: table };
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

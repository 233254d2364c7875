import { readFileSync } from "node:fs";

/** The table of `docs/providers.md` under `heading`: row → column → cell. What stands there is what tests hold the adapters to. */
export function readProvidersTable(heading: string): Record<string, Record<string, string>> {
  const page = readFileSync(new URL("../../docs/providers.md", import.meta.url), "utf8");
  const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? "";
  const [head = [], , ...rows] = section
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return Object.fromEntries(
    rows.map(([name = "", ...cells]) => [name, Object.fromEntries(cells.map((cell, i) => [head[i + 1] ?? "", cell]))]),
  );
}

import Papa from "papaparse";
import type { ReadDocument } from "./document";

/** Where the separator is looked for. */
const SAMPLE_CHARS = 65_536;

/** Returns a table in its rows, as they are written; the first one is repeated before each passage, so that figures keep their names. */
export function readCsv(text: string): ReadDocument {
  const { delimiter } = Papa.parse(text.slice(0, SAMPLE_CHARS), { preview: 20 }).meta;
  const { data } = Papa.parse<string[]>(text, { delimiter, skipEmptyLines: "greedy" });
  const [head, ...rows] = data.map((cells) => cells.map((cell) => cell.trim().replace(/\s+/g, " ")).join(" | "));
  if (head === undefined) return { blocks: [] };
  return rows.length === 0 ? { blocks: [{ text: head }] } : { prefix: head, blocks: rows.map((row) => ({ text: row })) };
}

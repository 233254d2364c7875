import { parseNumber } from "./number";
import { isMissing } from "./table";
import { parseTime } from "./time";

/** A request above the data that happens to have a comma: "Here is my data, please chart it". */
export function isSentenceAbove(rows: string[][]): boolean {
  const [sentence, header] = rows;
  const body = rows.slice(2);
  if (!sentence || !header || body.length < 2) return false;
  const words = (cell: string): number => cell.split(/\s+/).length;
  return (
    sentence.some((cell) => words(cell) >= 3 || cell.endsWith(":")) &&
    !sentence.some((cell) => parseNumber(cell) !== null) &&
    header.every((cell) => words(cell) <= 3 && parseNumber(cell) === null) &&
    ((sentence.length !== header.length && body.every((row) => row.length === header.length)) ||
      header.some((_, i) => body.slice(0, 20).every((row) => isMissing(row[i]) || parseNumber(row[i] ?? "") !== null)))
  );
}

export function defaultHeader(width: number): string[] {
  return width === 2 ? ["Item", "Value"] : Array.from({ length: width }, (_, i) => `Column ${i + 1}`);
}

/** The first row is a header unless it holds the numbers or times that its columns hold. Years above a table are headers. */
export function isHeader(first: string[], body: string[][]): boolean {
  const years = first.slice(1).map(Number);
  const isYears =
    years.length >= 2 &&
    parseNumber(first[0] ?? "") === null &&
    years.every((year, i) => year >= 1800 && year <= 2200 && (i === 0 || year > (years[i - 1] ?? 0)));
  if (isYears) return true;
  return !first.some((cell, i) => {
    const column = body
      .slice(0, 50)
      .map((row) => row[i] ?? "")
      .filter((text) => !isMissing(text));
    if (column.length === 0) return false;
    const isNumbers = column.filter((text) => parseNumber(text) !== null).length >= column.length * 0.8;
    const isTimes =
      column.filter((text) => parseTime(text, { yearAllowed: false, dayFirst: false }) !== null).length >= column.length * 0.8;
    const own = parseNumber(cell);
    // "2024 Sales" above bare numbers is a name.
    const isName = own !== null && /^\p{L}{2,}/u.test(own.unit ?? "") && column.every((text) => parseNumber(text)?.unit !== own.unit);
    return (isNumbers && own !== null && !isName) || (isTimes && parseTime(cell, { yearAllowed: false, dayFirst: false }) !== null);
  });
}

/** Header rows that stand above each other, as one: `2023` over `Sales` and `Cost` heads "2023 Sales" and "2023 Cost". */
export function joinedHeader(rows: string[][]): string[][] {
  const width = rows.slice(1, 12).reduce((widest, row) => Math.max(widest, row.length), 0);
  const first = rows[0] ?? [];
  // The delimiter at the very beginning of a message is lost with its blanks.
  const lost = width - first.length;
  const top = lost > 0 && lost <= 2 && first.includes("") ? [...Array.from({ length: lost }, () => ""), ...first] : first;
  const [, below, ...body] = rows;
  if (!below || body.length === 0 || below.length < width || !isSpanning(top, below) || !isNamed(below, body)) return rows;
  let span = "";
  const joined = below.map((name, i) => {
    if ((top[i] ?? "") !== "") span = top[i] ?? "";
    return span === name ? name : `${span} ${name}`.trim();
  });
  return joinedHeader([joined, ...body]);
}

const isYearLike = (cell: string): boolean => /^(?:FY\s?)?(?:19|20)\d\d$|^Q[1-4]\b/i.test(cell);

/** A row of headings over several columns each: gaps or repetitions, no values. */
function isSpanning(top: string[], below: string[]): boolean {
  const filled = top.filter((cell) => cell !== "");
  const isRepeated = new Set(filled).size < filled.length;
  if (filled.length < 2 && !isRepeated) return false;
  if (filled.length === top.length && !isRepeated) return false;
  const isRepeatedBelow = new Set(below.slice(1)).size < below.length - 1;
  return filled.every((cell) => isYearLike(cell) || parseNumber(cell) === null) && (isRepeatedBelow || filled.length < below.length);
}

/** Whether a row holds names, and the rows below it numbers. */
function isNamed(below: string[], body: string[][]): boolean {
  const isText = below.filter((cell) => cell !== "" && parseNumber(cell) === null).length;
  return isText >= below.length * 0.8 && (body[0] ?? []).some((cell) => parseNumber(cell) !== null);
}

/** A title that fills the first cell of an otherwise empty row; null when there is none. */
export function titleRow(rows: string[][]): string | null {
  const [first, second] = rows;
  if (!first || !second || rows.length < 3 || first.length < 2) return null;
  const [title = "", ...others] = first;
  return title !== "" && others.every((cell) => cell === "") && second.filter((cell) => cell !== "").length >= 2 ? title : null;
}

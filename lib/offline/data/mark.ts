import { asciiDigits } from "./digits";
import type { DecimalMark } from "./number";

/** What the cells of a column tell about their marks. */
export interface MarkEvidence {
  /** Cells in which the point, or the comma, can only be the decimal mark. */
  point: number;
  comma: number;
  /** Cells with one mark and three digits behind it: thousands or decimals. */
  openPoint: string[];
  openComma: string[];
  /** Whether a whole number over 99, or over 999, stands without a mark. */
  hasHundreds: boolean;
  hasThousands: boolean;
  /** Money that is written as the countries with a decimal comma do. */
  isEuropeanMoney: boolean;
}

const RUN = /\d[\d.,'’\s\u00a0\u202f\u2009]*/;
const GROUP_SPACE = /(?<=\d)['’\s\u00a0\u202f\u2009](?=\d{3}(?!\d))/g;
const DATE_LIKE = /\d[./-]\d{1,2}[./-]\d/;
const EUROPEAN_MONEY = /(?:€|EUR|CHF|zł|PLN|kr|SEK|NOK|DKK)\s*$|^[-(\s]*€/i;

/** Gathers what `texts` tell; cells that are no numbers tell nothing. */
export function markEvidence(texts: Iterable<string>): MarkEvidence {
  const evidence: MarkEvidence = {
    point: 0,
    comma: 0,
    openPoint: [],
    openComma: [],
    hasHundreds: false,
    hasThousands: false,
    isEuropeanMoney: false,
  };
  for (const text of texts) weigh(asciiDigits(text), evidence);
  return evidence;
}

function weigh(text: string, evidence: MarkEvidence): void {
  if (text.length > 40 || !/^[^\p{L}]*(?:\p{L}{1,3}\.?)?[^\p{L}\d]*\d/u.test(text)) return;
  const grouped = RUN.exec(text)?.[0].trim() ?? "";
  const digits = grouped.replace(GROUP_SPACE, "").replace(/[.,]$/, "");
  if (!/[.,]/.test(digits)) {
    const value = Number(digits);
    if (value > 999 && digits === grouped) evidence.hasThousands = true;
    if (value > 99) evidence.hasHundreds = true;
    return;
  }
  if (DATE_LIKE.test(digits.replace(/\d{3}(?=\.\d{3})/g, ""))) return;
  const mark = decimalOf(digits, digits !== grouped.replace(/[.,]$/, ""));
  if (mark === ".") evidence.point++;
  else if (mark === ",") evidence.comma++;
  else if (digits.includes(".")) evidence.openPoint.push(text);
  else evidence.openComma.push(text);
  if (mark === null && EUROPEAN_MONEY.test(text)) evidence.isEuropeanMoney = true;
}

/** The only decimal mark that digits allow; null when both readings do. */
function decimalOf(digits: string, isGrouped: boolean): DecimalMark | null {
  const [point, comma] = [digits.lastIndexOf("."), digits.lastIndexOf(",")];
  if (point !== -1 && comma !== -1) return point > comma ? "." : ",";
  const mark = point === -1 ? "," : ".";
  const at = Math.max(point, comma);
  const isTwice = digits.indexOf(mark) !== at;
  if (isTwice) return mark === "." ? "," : ".";
  const isOpen = !isGrouped && digits.length - at - 1 === 3 && at >= 1 && at <= 3 && !digits.startsWith("0");
  return isOpen ? null : mark;
}

const ROUND = /00\D*$/;

/**
 * The decimal mark of a column. `table` is what the rest of the table tells, `hint` what its delimiter does. Null when the column can be
 * read two ways and nothing tells which.
 */
export function decideMark(evidence: MarkEvidence, table: DecimalMark | null, hint: DecimalMark | null): DecimalMark | null {
  const { point, comma, openPoint, openComma } = evidence;
  const isOpen = openPoint.length + openComma.length > 0;
  if (point > 0 && comma > 0) return isOpen ? null : point >= comma ? "." : ",";
  if (point > 0) return ".";
  if (comma > 0) return ",";
  if (!isOpen) return table ?? ".";
  if (openPoint.length > 0 && openComma.length > 0) return null;
  const thousands: DecimalMark = openPoint.length > 0 ? "," : ".";
  const open = openPoint.length > 0 ? openPoint : openComma;
  if (table !== null) return table;
  const isHundreds = evidence.hasHundreds && !evidence.hasThousands;
  if (evidence.isEuropeanMoney || isHundreds || (open.length > 1 && open.every((text) => ROUND.test(text)))) return thousands;
  if (hint !== null) return hint;
  // Thousands with commas are how English writes them; a point before three digits is not.
  return openComma.length > 0 ? "." : null;
}

/** The decimal mark that all columns with a mark agree on; null when none has one, or they differ. */
export function markOfTable(columns: MarkEvidence[]): DecimalMark | null {
  const hasPoint = columns.some(({ point, comma }) => point > 0 && comma === 0);
  const hasComma = columns.some(({ point, comma }) => comma > 0 && point === 0);
  return hasPoint === hasComma ? null : hasPoint ? "." : ",";
}

const SCALE: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  tsd: 1e3,
  千: 1e3,
  万: 1e4,
  萬: 1e4,
  만: 1e4,
  lakh: 1e5,
  lac: 1e5,
  mm: 1e6,
  mn: 1e6,
  mio: 1e6,
  mil: 1e6,
  million: 1e6,
  millions: 1e6,
  millionen: 1e6,
  m: 1e6,
  crore: 1e7,
  億: 1e8,
  亿: 1e8,
  억: 1e8,
  b: 1e9,
  bn: 1e9,
  mrd: 1e9,
  milliarden: 1e9,
  billion: 1e9,
  billions: 1e9,
  t: 1e12,
  tn: 1e12,
  trillion: 1e12,
  trillions: 1e12,
};
const GLUED_UNITS = new Set(
  `kg g mg µg lb lbs oz km cm mm µm nm m ft mi yd µs us ns ms s sec h hr hrs min mins gb mb kb tb pb b gib mib kib tib kwh mwh gwh w kw mw v a
  hz khz mhz ghz °c °f c f ° x px pt pp bps kbps mbps gbps rpm ppm dpi mph km/h l ml ha km² m² m³ % ‰ kcal 人 个 個 件 回 台 名 本 枚 歳 岁 명 개`.split(
    /\s+/,
  ),
);
const PERCENT = /^(?:%|percent|per cent|pct|prozent|pour cent|por ciento|por cento)\.?$/i;
/** Ordinals and times of day. */
const NO_UNIT = /^(?:st|nd|rd|th|am|pm|a\.m\.?|p\.m\.?|d)$/;

/** How the suffixes of a column are meant, by all of its cells. */
export interface SuffixSense {
  /** `1.2M` beside `50G`: steps of 1,024, as disks and memory are counted. */
  isSize: boolean;
  /** `3m` beside `400k`: millions, not metres. */
  isScaled: boolean;
}

export const ALONE: SuffixSense = { isSize: false, isScaled: false };

const SIZE = /^([KMGTPE])?i?B?$/i;
const SIZE_STEPS = "KMGTPE";

/** What stands behind a number: its unit and its scale; null when the whole is no number (`5th`, `10am`). */
export function readSuffix(
  suffix: string,
  spaced: boolean,
  hasCurrency: boolean,
  sense: SuffixSense,
): { unit: string | null; scale: number } | null {
  if (suffix === "") return { unit: null, scale: 1 };
  if (PERCENT.test(suffix)) return { unit: "%", scale: 1 };
  const lower = suffix.toLowerCase().replace(/\.$/, "");
  const size = sense.isSize ? SIZE.exec(suffix) : null;
  if (size) return { unit: "B", scale: 1024 ** (SIZE_STEPS.indexOf(size[1]?.toUpperCase() ?? "") + 1) };
  if (NO_UNIT.test(lower)) return null;
  const scale = SCALE[lower];
  const isUnit = !hasCurrency && !sense.isScaled && (suffix === "m" || suffix === "t" || lower === "mm");
  if (scale !== undefined && !isUnit) return { unit: null, scale };
  if (hasCurrency) return null;
  const both = /^(\S+)\s+(\p{L}{2,14})$/u.exec(suffix) ?? /^([千万萬億亿만억])(\p{L})$/u.exec(suffix);
  const [, first = "", rest = ""] = both ?? [];
  const firstScale = first === "m" || first === "t" ? undefined : SCALE[first.toLowerCase().replace(/\.$/, "")];
  if (firstScale !== undefined) return { unit: rest, scale: firstScale };
  if (GLUED_UNITS.has(lower) || (spaced && /^[\p{L}°µ%²³/]{1,12}(?: [\p{L}]{1,12})?$/u.test(suffix))) return { unit: suffix, scale: 1 };
  return null;
}

const SIZE_ONLY = /\d\s?(?:G|P|[KMGT]i)B?\s*$/;
const SIZE_NAME = /\b(?:size|used|avail|available|free|mem|memory|disk|cache|swap)\b/i;
const SCALED = /\d\s?(?:[kKMB]|bn|mn)\s*$/;

/** How the suffixes of the cells are meant; `name` heads the column. */
export function senseOf(name: string, texts: string[]): SuffixSense {
  const sample = texts.length > 400 ? texts.slice(0, 400) : texts;
  const isSize =
    sample.some((text) => SIZE_ONLY.test(text) && !text.replace(/iB\s*$/, "").endsWith("B")) ||
    (SIZE_NAME.test(name) && sample.some((text) => /\d[KM]\s*$/.test(text)));
  return { isSize, isScaled: !isSize && sample.some((text) => SCALED.test(text)) };
}

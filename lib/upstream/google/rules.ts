import type { ReasoningEffort } from "@/lib/generation/request";

/** What the models of a family take. */
export interface Rules {
  /** Which models they are, by Google's own names. */
  match: RegExp;
  /** How thinking is asked for: not at all, by a number of tokens within bounds, or by one of some levels. A bound of 0 switches it off. */
  thinking: null | { budget: readonly [min: number, max: number] } | { levels: readonly Exclude<ReasoningEffort, "none" | "max">[] };
  /** Whether temperature and `top_p` are taken, and the penalties. */
  sampling: boolean;
  penalties: boolean;
  /** Whether calls and texts are signed, and calls that come back without a signature refused. */
  isSigned: boolean;
  /** Whether a JSON answer can be asked for beside tools. */
  schemaBesideTools: boolean;
  /** Whether pictures and files of a tool may stand in its response. */
  mediaInResponse: boolean;
  outputMax: number;
}

const BEFORE_2_5: Omit<Rules, "match"> = {
  thinking: null,
  sampling: true,
  penalties: true,
  isSigned: false,
  schemaBesideTools: false,
  mediaInResponse: false,
  outputMax: 65_536,
};
const GEMINI_2_5: Omit<Rules, "match"> = { ...BEFORE_2_5, thinking: { budget: [0, 24_576] }, penalties: false };
const GEMINI_3: Omit<Rules, "match"> = {
  ...GEMINI_2_5,
  thinking: { levels: ["low", "medium", "high"] },
  isSigned: true,
  schemaBesideTools: true,
  mediaInResponse: true,
};
const GEMINI_3_FLASH: Omit<Rules, "match"> = { ...GEMINI_3, thinking: { levels: ["minimal", "low", "medium", "high"] } };
const GEMINI_4: Omit<Rules, "match"> = { ...GEMINI_3, sampling: false };

/** In order: the first row that fits holds. */
const RULES: readonly Rules[] = [
  { match: /^gemini-2\.5-pro/, ...GEMINI_2_5, thinking: { budget: [128, 32_768] } },
  { match: /^gemini-2\.5/, ...GEMINI_2_5 },
  { match: /^gemini-[12]/, ...BEFORE_2_5 },
  { match: /^gemini-3[^a-z]*-flash-lite/, ...GEMINI_3_FLASH },
  { match: /^gemini-3\.[78]-flash/, ...GEMINI_3 },
  { match: /^gemini-3(?:\.[56])?-(?!pro)/, ...GEMINI_3_FLASH },
  { match: /^gemini-3/, ...GEMINI_3 },
  { match: /^gemini-[^-]*-?flash-lite/, ...GEMINI_4, thinking: { levels: ["minimal", "low", "medium", "high"] } },
  { match: /^gemini-4-(?:argon|carbon)/, ...GEMINI_4 },
  // What is not known yet counts as of the newest family.
  { match: /^gemini-/, ...GEMINI_4, thinking: { levels: ["low", "medium", "high", "xhigh"] } },
  // Google's open models, and whatever else it may have.
  { match: /^/, ...BEFORE_2_5 },
];

/** Returns what a model takes, by Google's own name for it. */
export function rulesOf(model: string): Rules {
  return RULES.find(({ match }) => match.test(model)) as Rules;
}

import type { ReasoningEffort } from "@/lib/generation/request";

/** What the models of a family take. */
export interface FamilyRule {
  /** On the model's own name, without vendor, date and tuning. */
  match: RegExp;
  api: "responses" | "chat";
  /** From the least to the most; null where nothing is known, so that what was asked for is sent. Empty for models that do not think. */
  efforts: readonly ReasoningEffort[] | null;
  /** `when-off`: only while the model is told not to think. */
  sampling: "yes" | "when-off" | "no";
  /** How the beginning of a prompt is kept: where marks are, or by itself. */
  cache: "marks" | "itself";
  /** Whether it has a parameter for the length of an answer. */
  verbosity: boolean;
  /** Which retention of the cache it can be asked for. */
  retention: readonly ("in_memory" | "24h")[];
}

const rule = (match: RegExp, rest: Omit<FamilyRule, "match" | "api"> & Partial<Pick<FamilyRule, "api">>): FamilyRule => ({
  match,
  api: "responses",
  ...rest,
});

const LATEST = ["low", "medium", "high", "xhigh", "max"] as const;
const BOTH = ["in_memory", "24h"] as const;
const NEWEST = { efforts: LATEST, sampling: "no", cache: "marks", verbosity: true, retention: [] } as const;
const FIFTH = { cache: "itself", verbosity: true, retention: BOTH } as const;
const PLAIN = { efforts: [], sampling: "yes", cache: "itself", verbosity: false, retention: BOTH } as const;

/** The first that matches counts. The last but one takes every `gpt` that is newer than this table for the newest family. */
const RULES: readonly FamilyRule[] = [
  rule(/^gpt-4o(?:-mini)?-search-preview/, { ...PLAIN, api: "chat", sampling: "no" }),
  rule(/^gpt-4o(?:-mini)?-audio-preview|^gpt-audio|^gpt-3\.5-turbo-16k/, { ...PLAIN, api: "chat" }),
  rule(/-chat-latest$|^gpt-4|^gpt-3|^chatgpt-4o/, PLAIN),
  rule(/^gpt-6\.1-terra|^gpt-6-(?:sol|luna)/, { ...NEWEST, efforts: ["none", ...LATEST], sampling: "when-off" }),
  rule(/^gpt-5\.6/, { ...NEWEST, efforts: ["none", ...LATEST], sampling: "when-off" }),
  rule(/^gpt-5\.[245]-pro/, { ...FIFTH, efforts: ["medium", "high", "xhigh"], sampling: "no" }),
  rule(/^gpt-5-pro/, { ...FIFTH, efforts: ["high"], sampling: "no" }),
  rule(/^gpt-5\.5/, { ...FIFTH, efforts: ["none", "low", "medium", "high", "xhigh"], sampling: "when-off", retention: ["24h"] }),
  rule(/^gpt-5\.[234]/, { ...FIFTH, efforts: ["none", "low", "medium", "high", "xhigh"], sampling: "when-off" }),
  rule(/^gpt-5\.1/, { ...FIFTH, efforts: ["none", "low", "medium", "high"], sampling: "when-off" }),
  rule(/^gpt-5(?:-mini|-nano|-codex)?$/, { ...FIFTH, efforts: ["minimal", "low", "medium", "high"], sampling: "no" }),
  rule(/^(?:o1|o3|o4-mini)(?:-|$)/, { ...FIFTH, efforts: ["low", "medium", "high"], sampling: "no", verbosity: false }),
  rule(/^gpt-\d/, NEWEST),
  rule(/^/, { efforts: null, sampling: "yes", cache: "itself", verbosity: false, retention: BOTH }),
];

/** The rule of a model, by its name at any door: `openai.gpt-6-sol`, `openai/gpt-6-sol`, `ft:gpt-4.1:acme` and dated ones are the same family. */
export function ruleOf(model: string): FamilyRule {
  const name = model
    .toLowerCase()
    .replace(/^.*\//, "")
    .replace(/^(?:[a-z]{2,6}\.)?openai\./, "")
    .replace(/^ft:/, "")
    .split(":", 1)
    .join("")
    .replace(/-\d{4}-\d{2}-\d{2}$/, "");
  const found = RULES.find(({ match }) => match.test(name));
  if (!found) throw new Error("The table has a last row for every name.");
  return found;
}

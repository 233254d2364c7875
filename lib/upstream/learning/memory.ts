import type { Tell } from "@/lib/generation/upstream";
import { processState } from "@/lib/process-state";
import type { Body } from "../wire-format";
import { nameOf, rankOf, valueAt, withValue } from "./hints";
import type { Lesson } from "./lesson";
import { nearest } from "./nearest";

/** What was learnt of one model at one address, or of an address. */
export interface Learnt {
  /** Changes to the body: by hint, what became of it. */
  changes: Map<string, Exclude<Lesson, { type: "format" | "without-reasoning" }>>;
  /** The path of the format to ask in. */
  format: string | null;
  atMs: number;
}

const KEPT_MS = 86_400_000;
const LEARNT_MAX = 1_000;

const all = processState("learnt", () => new Map<string, Learnt>());

/** Returns what is remembered, for a day and while there is room; a restart forgets. */
export function recall(address: string, model: string): Learnt {
  const learnt = fresh(keyOf(address, model));
  return { ...learnt, format: learnt.format ?? fresh(keyOf(address, "")).format };
}

/** What is known and not too old; it becomes the latest used. */
function fresh(key: string): Learnt {
  const known = all().get(key);
  all().delete(key);
  if (!known || performance.now() - known.atMs >= KEPT_MS) return { changes: new Map(), format: null, atMs: performance.now() };
  all().set(key, known);
  return known;
}

/** Keeps what a refusal taught; the longest unused gives way. */
export function remember(address: string, model: string, lesson: Lesson): void {
  if (lesson.type === "without-reasoning") return;
  const key = keyOf(address, lesson.type === "format" && lesson.scope === "address" ? "" : model);
  const learnt = fresh(key);
  if (lesson.type === "format") learnt.format = lesson.path;
  else learnt.changes.set(lesson.path, lesson);
  all().set(key, { ...learnt, atMs: performance.now() });
  const [oldest] = all().keys();
  if (all().size > LEARNT_MAX && oldest !== undefined) all().delete(oldest);
}

/** The body as it was learnt to be; what the client asked for otherwise is told. */
export function asLearnt(body: Body, { changes }: Learnt, tell: Tell): Body {
  let result = body;
  for (const change of changes.values()) {
    const value = valueAt(result, change.path);
    const isDeep = change.path.startsWith("**.") || change.path === "tools.strict";
    if (value === undefined && !isDeep) continue;
    if (change.type === "rename") {
      result = withValue(withValue(result, change.path, undefined), change.to, value);
      continue;
    }
    const sent = change.type === "values" ? nearest(String(value), change.values, rankOf(change.path) ?? []) : null;
    if (sent === value) continue;
    result = withValue(result, change.path, sent ?? undefined);
    const parameter = NAMES[change.path] ?? nameOf(change.path);
    if (!OURS.has(change.path)) tell({ parameter, sent });
  }
  return result;
}

/** What Open Responses calls it. */
const NAMES: Readonly<Record<string, string>> = {
  reasoning: "reasoning.effort",
  reasoning_effort: "reasoning.effort",
  "output_config.effort": "reasoning.effort",
  verbosity: "text.verbosity",
  max_tokens: "max_output_tokens",
  max_completion_tokens: "max_output_tokens",
  random_seed: "seed",
  stop_sequences: "stop",
  "generationConfig.stopSequences": "stop",
  "generationConfig.thinkingConfig": "reasoning.effort",
  "generationConfig.thinkingConfig.thinkingLevel": "reasoning.effort",
  "generationConfig.thinkingConfig.thinkingBudget": "reasoning.effort",
};

/** What no client asked for. */
const OURS = new Set([
  "include",
  "store",
  "stream_options",
  "stream_options.include_usage",
  "stream_options.include_obfuscation",
  "reasoning.summary",
  "tools.strict",
  "tool_stream",
  "thinking.display",
  "generationConfig.thinkingConfig.includeThoughts",
]);

function keyOf(address: string, model: string): string {
  return `${address} ${model}`;
}

import { isRecord } from "@/lib/json";
import type { Body } from "../wire-format";

/**
 * What a server may refuse by name and is then not sent again: members that shape an answer, and none that it must obey. Dots lead into
 * objects; what is asked for in tools, dialogue or schema is not among them.
 */
const HINTS = [
  "temperature",
  "top_p",
  "top_k",
  "frequency_penalty",
  "presence_penalty",
  "seed",
  "random_seed",
  "stop",
  "stop_sequences",
  "reasoning",
  "reasoning.effort",
  "reasoning.summary",
  "reasoning_effort",
  "reasoning_format",
  "thinking",
  "thinking.display",
  "output_config.effort",
  "enable_thinking",
  "chat_template_kwargs",
  "verbosity",
  "text.verbosity",
  "include",
  "store",
  "parallel_tool_calls",
  "max_tokens",
  "max_completion_tokens",
  "max_output_tokens",
  "stream_options",
  "stream_options.include_usage",
  "stream_options.include_obfuscation",
  "prompt_cache_key",
  "prompt_cache_options",
  "prompt_cache_retention",
  "safety_identifier",
  "service_tier",
  "user",
  "metadata",
  "truncation",
  "tool_stream",
  "generationConfig.temperature",
  "generationConfig.topP",
  "generationConfig.frequencyPenalty",
  "generationConfig.presencePenalty",
  "generationConfig.seed",
  "generationConfig.stopSequences",
  "generationConfig.maxOutputTokens",
  "generationConfig.thinkingConfig",
  "generationConfig.thinkingConfig.thinkingLevel",
  "generationConfig.thinkingConfig.thinkingBudget",
  "generationConfig.thinkingConfig.includeThoughts",
] as const;

/** Within these a refusal names a member alone, and in either spelling: `topP` as `top_p`. */
const INSIDE = /^generationConfig\.(?:thinkingConfig\.)?/;
/** What refusals call a member beside its name. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  "generationConfig.thinkingConfig.thinkingLevel": ["thinking level"],
  "generationConfig.thinkingConfig.thinkingBudget": ["thinking budget"],
  "generationConfig.frequencyPenalty": ["penalty"],
  "generationConfig.presencePenalty": ["penalty"],
};

/** The same for members of parts, messages and tools, which are found at any depth. */
const DEEP_HINTS = ["prompt_cache_breakpoint", "cache_control", "phase", "detail", "eager_input_streaming"] as const;

/** Of these a server may name the values that it takes; from the least to the most. */
const EFFORTS = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];
const VERBOSITIES = ["low", "medium", "high"];
const RANKS: Readonly<Record<string, readonly string[]>> = {
  "reasoning.effort": EFFORTS,
  reasoning_effort: EFFORTS,
  "output_config.effort": EFFORTS,
  verbosity: VERBOSITIES,
  "text.verbosity": VERBOSITIES,
  "generationConfig.thinkingConfig.thinkingLevel": EFFORTS,
};

/** Ends the path of a member that is meant at any depth. */
const DEEP = "**.";

/** The hints that a body holds. Tools that no client asked to be strict say so, which is a hint as well. */
export function hintsIn(body: Body): string[] {
  const deep = DEEP_HINTS.filter((name) => holdsDeep(body, name)).map((name) => `${DEEP}${name}`);
  return [...HINTS.filter((path) => valueAt(body, path) !== undefined), ...deep, ...(hasLaxTools(body) ? ["tools.strict"] : [])];
}

/** The values of a hint in their order; null for one whose values have none. */
export function rankOf(path: string): readonly string[] | null {
  return RANKS[path] ?? null;
}

/** The name of a hint. */
export function nameOf(path: string): string {
  return path.startsWith(DEEP) ? path.slice(DEEP.length) : snakeCase(path.replace(INSIDE, ""));
}

/** The names by which a refusal may call a hint. */
export function namesOf(path: string): string[] {
  return [...new Set([nameOf(path), path.startsWith(DEEP) ? nameOf(path) : path.replace(INSIDE, ""), ...(WORDS[path] ?? [])])];
}

/** `generationConfig.topP` as `generation_config.top_p`: the same place in the spelling of every provider. */
export function snakeCase(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export function valueAt(body: Body, path: string): unknown {
  let value: unknown = body;
  for (const name of path.split(".")) value = isRecord(value) ? value[name] : undefined;
  return value;
}

/** A copy of the body with a hint changed; without it where `value` is undefined. An object that would be empty goes along. */
export function withValue(body: Body, path: string, value: unknown): Body {
  if (path === "tools.strict") return withoutDeep(body, "strict") as Body;
  if (path.startsWith(DEEP)) return withoutDeep(body, path.slice(DEEP.length)) as Body;
  const [name = "", ...rest] = path.split(".");
  const { [name]: inner, ...others } = body;
  if (rest.length === 0) return value === undefined ? others : { ...body, [name]: value };
  if (!isRecord(inner)) return body;
  const changed = withValue(inner, rest.join("."), value);
  return Object.keys(changed).length === 0 ? others : { ...body, [name]: changed };
}

function hasLaxTools({ tools }: Body): boolean {
  if (!Array.isArray(tools)) return false;
  const given = tools
    .flatMap((tool) => [valueAt(tool, "strict"), valueAt(tool, "function.strict")])
    .filter((strict) => strict !== undefined);
  return given.length > 0 && given.every((strict) => strict === false);
}

function holdsDeep(value: unknown, name: string): boolean {
  if (Array.isArray(value)) return value.some((entry) => holdsDeep(entry, name));
  return (
    isRecord(value) && (name in value || ["input", "messages", "content", "tools", "system"].some((key) => holdsDeep(value[key], name)))
  );
}

/** Arguments and schemas may have members of any name, which stay. */
function withoutDeep(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((entry) => withoutDeep(entry, name));
  if (!isRecord(value)) return value;
  const { [name]: _, ...rest } = value;
  const inner = ["input", "messages", "content", "tools", "function", "system"].filter(
    (key) => isRecord(rest[key]) || Array.isArray(rest[key]),
  );
  return { ...rest, ...Object.fromEntries(inner.map((key) => [key, withoutDeep(rest[key], name)])) };
}

import type { HostedRequest } from "./hosted";
import type { CacheBreakpoint, Item } from "./item";

export interface FunctionTool {
  name: string;
  description: string | null;
  /** JSON Schema of the arguments; null means no arguments. */
  parameters: Record<string, unknown> | null;
  strict: boolean | null;
  /** The client's mark that everything up to here comes again. */
  prompt_cache_breakpoint?: CacheBreakpoint;
}

export type ToolChoice = "auto" | "none" | "required" | { name: string };

export type OutputFormat =
  | { type: "text" }
  | { type: "json_object" }
  | { type: "json_schema"; name: string; description: string | null; schema: Record<string, unknown>; strict: boolean };

export type ReasoningEffort = "none" | "minimal" | "low" | "medium" | "high" | "xhigh" | "max";

/** How long an answer shall be. */
export type Verbosity = "low" | "medium" | "high";

/** What a client asks of a provider's prompt cache, in OpenAI's words; hints, on which no answer depends. */
export interface CacheOptions {
  key: string | null;
  /** `explicit`: only where the client has set marks. */
  mode: "implicit" | "explicit" | null;
  ttl: CacheBreakpoint["ttl"] | null;
  retention: "in_memory" | "24h" | null;
}

export const DEFAULT_CACHE: CacheOptions = { key: null, mode: null, ttl: null, retention: null };

/** Whether an answer is interface, or Markdown that says what the interface shows. */
export type AnswerFormat = (typeof ANSWER_FORMATS)[number];
export const ANSWER_FORMATS = ["ui", "markdown"] as const;

/** What a request may ask of the interface; JSON Schemas are as the caller sent them. */
export interface UiOptions {
  includedComponents: string[];
  excludedComponents: string[];
  /** Component name → JSON Schema of its props; property order is argument order. */
  customComponents: Record<string, Record<string, unknown>>;
  /** Action type → JSON Schema of its params. */
  customActions: Record<string, Record<string, unknown>>;
  /** Null where nothing is asked: then it is interface. */
  format: AnswerFormat | null;
}

export const DEFAULT_UI: UiOptions = {
  includedComponents: [],
  excludedComponents: [],
  customComponents: {},
  customActions: {},
  format: null,
};

/**
 * What the engine is asked for, whatever dialect it came in.
 * Optional members are nullable, never absent, so that a decoder which forgets one does not compile.
 */
export interface GenerationRequest {
  /** Public model id in the engine (`c1/…`), the provider's own name once an upstream receives it. */
  model: string;
  /**
   * What this server tells a model about the interface it writes: one text for all requests with the same components, so that it can be the
   * beginning that a provider keeps. Null where none is written.
   */
  uiPrompt: string | null;
  /** The client's own, and what this server adds for this request. */
  instructions: string | null;
  input: Item[];
  /** Whether the oldest turns may be left out where the dialogue is too long for a model. */
  truncatesInput: boolean;
  tools: FunctionTool[];
  toolChoice: ToolChoice;
  /** Names the model may call; null allows every tool of `tools`. */
  allowedTools: string[] | null;
  parallelToolCalls: boolean;
  /** The tools that run here, of which providers see functions; null where none is asked for. */
  hosted: HostedRequest | null;
  /** How many calls the answer may hold; null is no limit. */
  toolCallsMax: number | null;
  maxOutputTokens: number | null;
  temperature: number | null;
  topP: number | null;
  frequencyPenalty: number | null;
  presencePenalty: number | null;
  seed: number | null;
  stop: string[];
  reasoningEffort: ReasoningEffort | null;
  verbosity: Verbosity | null;
  cache: CacheOptions;
  outputFormat: OutputFormat;
  ui: UiOptions;
}

import type { Item } from "./item";

export interface FunctionTool {
  name: string;
  description: string | null;
  /** JSON Schema of the arguments; null means no arguments. */
  parameters: Record<string, unknown> | null;
  strict: boolean | null;
}

export type ToolChoice = "auto" | "none" | "required" | { name: string };

export type OutputFormat =
  | { type: "text" }
  | { type: "json_object" }
  | { type: "json_schema"; name: string; description: string | null; schema: Record<string, unknown>; strict: boolean };

export type ReasoningEffort = "none" | "minimal" | "low" | "medium" | "high" | "xhigh" | "max";

/** What `metadata.thesys` may ask of the interface; JSON Schemas are as the caller sent them. */
export interface UiOptions {
  includedComponents: string[];
  excludedComponents: string[];
  /** Component name → JSON Schema of its props; property order is argument order. */
  customComponents: Record<string, Record<string, unknown>>;
  /** Action type → JSON Schema of its params. */
  customActions: Record<string, Record<string, unknown>>;
}

export const DEFAULT_UI: UiOptions = { includedComponents: [], excludedComponents: [], customComponents: {}, customActions: {} };

/**
 * What the engine is asked for, whatever dialect it came in.
 * Optional members are nullable, never absent, so that a decoder which forgets one does not compile.
 */
export interface GenerationRequest {
  /** Public model id in the engine (`c1/…`), the provider's own name once an upstream receives it. */
  model: string;
  instructions: string | null;
  input: Item[];
  /** Whether the oldest turns may be left out where the dialogue is too long for a model. */
  truncatesInput: boolean;
  tools: FunctionTool[];
  toolChoice: ToolChoice;
  /** Names the model may call; null allows every tool of `tools`. */
  allowedTools: string[] | null;
  parallelToolCalls: boolean;
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
  outputFormat: OutputFormat;
  ui: UiOptions;
}

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { FunctionTool, GenerationRequest, ToolChoice } from "@/lib/generation/request";
import type { Item } from "@/lib/generation/item";
import { ask } from "../upstream/ask";

/** A labelled conversation. Labels say what a reader should see; they were written before the engine was tried on them. */
export interface Case {
  id: string;
  turns: string[];
  /** Acceptable kinds of the last answer. */
  kind: string[];
  /** Number columns of the data, typed by hand: the oracle computes from these alone. */
  numbers?: number[][];
  /** Parts of those columns that the answer groups or filters by. */
  groups?: number[][];
  rows?: number;
  /** Other numbers that may be shown, computed by hand. */
  extra?: number[];
  /** The answer shows bundled facts; numbers are checked by `contains`. */
  bundled?: boolean;
  contains?: string[];
  figure?: string;
  values?: number[];
  firstRow?: (string | number)[];
  tableRows?: number | null;
  tableCols?: number;
  /** Components that stand in the answer. */
  shows?: string[];
  firstColumn?: string;
  /** `label:Component[:type]`; the label is a part of the field's label. */
  fields?: string[];
  tools?: { name: string; description: string; parameters: Record<string, unknown> }[];
  toolChoice?: ToolChoice;
  allowedTools?: string[];
  parallelToolCalls?: boolean;
  calls?: [string, Record<string, unknown>][];
  /** Only the names of the calls are checked. */
  loose?: boolean;
  /** What the tool answered to the last turn. */
  result?: string;
}

const corpus = fileURLToPath(new URL("./corpus/", import.meta.url));

export function readCorpus(): { file: string; cases: Case[] }[] {
  return readdirSync(corpus)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => ({ file: name.replace(".json", ""), cases: JSON.parse(readFileSync(corpus + name, "utf8")) as Case[] }));
}

export function message(role: "user" | "assistant", text: string): Item {
  const content: Extract<Item, { type: "message" }>["content"] =
    role === "user" ? [{ type: "input_text", text }] : [{ type: "output_text", text, annotations: [], logprobs: [] }];
  return { type: "message", id: "msg_1", role, status: "completed", content };
}

export function requestOf(input: Item[], options: Partial<GenerationRequest> = {}): GenerationRequest {
  return ask({ input, ...options });
}

export function caseRequest(one: Case, input: Item[]): GenerationRequest {
  const tools: FunctionTool[] = (one.tools ?? []).map((tool) => ({ ...tool, strict: null }));
  return requestOf(input, {
    tools,
    toolChoice: one.toolChoice ?? "auto",
    allowedTools: one.allowedTools ?? null,
    parallelToolCalls: one.parallelToolCalls ?? true,
    toolCallsMax: null,
  });
}

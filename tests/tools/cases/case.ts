import type { McpServerOptions } from "../mcp-server";

/**
 * A story about hosted tools: what somebody sends, what the model says in each round, what the world outside answers, and what must come of it.
 * In expectations `*` is anything, `a*` a beginning and `*a*` a part of a text, `0..1` a number between; objects are compared by the members that
 * are named. `$1.output[0].id` is what an earlier step brought, `$call` one value throughout.
 */
export interface ToolCase {
  name: string;
  settings?: Settings;
  servers?: Servers;
  steps: Step[];
}

export interface Settings {
  MCP_SERVERS?: "listed" | "https";
  MCP_CALL_MS?: number;
  CODE_INTERPRETER?: "pyodide";
  CODE_INTERPRETER_UNSAFE?: boolean;
  CODE_INTERPRETER_SECONDS?: number;
  /** Of the Tools page, by label: the servers of the case, on a network of the owner's own. */
  servers?: Record<string, { headers?: Record<string, string>; require_approval?: "always" | "writes" | "never" }>;
}

export interface Servers {
  /** By label; `list: {refused}` is one that nobody reaches. */
  mcp?: Record<string, Omit<McpServerOptions, "list"> & { url: string; list?: McpServerOptions["list"] & { refused?: boolean } }>;
  search?: { kind?: "searxng"; answers: Record<string, SearchAnswer> };
  pages?: Record<string, PageAnswer>;
  /** What a name stands for; every other of `.test` is public. */
  dns?: Record<string, string[]>;
}

export type SearchAnswer = object[] | { status: number; raw?: string } | { stalls: true };
export type PageAnswer =
  | { type: string; body: string; status?: number; headers?: Record<string, string> }
  | { type: string; repeat: [string, number] }
  | { redirect: string }
  | { stalls: true };

export interface Step {
  /** `responses`, `GET responses/$1.id`, …: POST unless another method is named. */
  api: string;
  body?: Record<string, unknown>;
  /** Whose key; alice's unless said otherwise. */
  as?: string;
  /** `c1` is an id of that family; without it a plain one. */
  model?: "c1";
  /** How often it is sent at once. */
  parallel?: number;
  /** What somebody does once a tool of the first MCP server was called. */
  does?: Partial<Record<"abort" | "cancel" | "revoke", "when called">>;
  /** What the model says, round by round; not a round more may be asked for. */
  provider?: Round[];
  expect: Expectation;
}

/** What the model says in one round, and what it must have been sent for it. */
export interface Round {
  text?: string;
  reasoning?: { text: string; signature: string };
  calls?: [name: string, args: object | string][];
  usage?: [input: number, output: number];
  cutBy?: "length";
  sees?: Sees;
}

export interface Sees {
  tools?: string[];
  choice?: "auto" | "none" | "required" | { name: string };
  callable?: string[];
  /** A piece of each output, in their order. */
  outputs?: string[];
  outputBytesMax?: number;
  mentions?: string[];
  not?: string[];
  distinct?: boolean;
  pattern?: string;
  schemas?: Record<string, object>;
  media?: string[];
  reasoningBack?: string[];
  maxOutputTokens?: number;
  /** What was said at first stands there still. */
  systemUnchanged?: boolean;
}

export interface Expectation {
  status?: number;
  statuses?: number[];
  end?: string;
  items?: unknown[];
  events?: string[];
  text?: string;
  textNot?: string[];
  annotations?: unknown[];
  /** How often somebody was asked by then: `provider`, `search`, `pages.news`, `mcp.demo.tools/call`, `mcp.demo`. */
  calls?: Record<string, number>;
  sentTo?: Record<string, { headers?: object; language?: string }>;
  mcpSaw?: string[];
  usage?: object;
  error?: { code?: string; param?: string; mentions?: string[] };
  /** Members of the response. */
  tools?: unknown[];
  tool_choice?: unknown;
  max_tool_calls?: number;
  incomplete_details?: object;
  /** Texts that are in no answer, row or line of the log. */
  nowhere?: string[];
  envelopes?: number;
  sequence?: "gapless";
  /** Tools that ran at the same time. */
  overlap?: [string, string];
  withinMs?: number;
  negotiated?: string;
  sameOutputAs?: number;
  storedEnd?: string;
  storedItems?: unknown[];
  resumes?: boolean;
  onlyModelEvents?: boolean;
  buttons?: string[];
  sealed?: number;
  pictures?: string[];
  finish?: string;
  message?: object;
  thinkItems?: string[];
  /** Types of the items of a list. */
  data?: string[];
  body?: object;
  headers?: Record<string, string>;
  /** Asked again until it holds. */
  until?: Record<string, unknown>;
  first?: string;
}

import type { Source } from "./sources";
import type { InputPart, ItemStatus } from "./item";

/** A tool of a request that this server runs itself. */
export interface HostedTool {
  /** The kind that runs it, as the table of kinds names it: `web_search`, `mcp`, … */
  kind: string;
  /** Its entry as the kind's schema read it. */
  options: object;
  /** Where it stands, for errors: `tools[0]`. */
  param: string;
}

/** What `tool_choice` names of the hosted tools: all functions of an entry, or one of them. */
export interface HostedSelector {
  /** The entry's `type`, as the client wrote it. */
  type: string;
  /** Of an entry that has one. */
  server_label?: string | undefined;
  name?: string | null | undefined;
}

/** What a request asks of the tools that run here. */
export interface HostedRequest {
  tools: HostedTool[];
  /** What the first call must be of; null where nothing is named. */
  chosen: HostedSelector | null;
  /** What may be called of them; null allows everything. */
  allowed: HostedSelector[] | null;
  /** How many calls of theirs the answer may hold; null leaves it to the server's own limit. */
  callsMax: number | null;
  /** The dialogue as it is stored, in which approvals and lists of tools stand. */
  dialogue: readonly DialogueItem[];
  /** Whether the outputs of the client's own functions may come with a later request, as the answer is kept. */
  canResume: boolean;
}

/** As much as everything in a dialogue has. */
export interface DialogueItem {
  type: string;
  id: string;
}

/** What a model called and read: the two items that providers know in place of a hosted one. It never leaves the server. */
export interface Exchange {
  callId: string;
  /** Of the function that was offered. */
  name: string;
  /** JSON text, as the model wrote it. */
  arguments: string;
  /** Null for a call that came to nothing, or waits for somebody. */
  output: string | InputPart[] | null;
  /** In which round of its response: calls of one round belong together. */
  round: number;
}

interface Hosted {
  id: string;
  exchange?: Exchange;
  /** What was found, with the numbers under which the dialogue knows it. It never leaves the server. */
  cited?: Source[];
}

export type HostedStatus = ItemStatus | "searching" | "interpreting" | "calling" | "failed";

export interface McpListedTool {
  name: string;
  description?: string;
  input_schema: Record<string, unknown>;
  annotations?: Record<string, unknown>;
}

export interface McpListToolsItem extends Hosted {
  type: "mcp_list_tools";
  server_label: string;
  tools: McpListedTool[];
  /** Absent unless the list could not be had. */
  error?: string;
  /** The contract knows none: what it says of itself is in the other members. */
  status?: undefined;
}

export type McpCallError =
  | { type: "mcp_protocol_error" | "http_error"; code: number; message: string }
  | { type: "mcp_tool_execution_error"; content: unknown[] };

export interface McpCallItem extends Hosted {
  type: "mcp_call";
  server_label: string;
  name: string;
  arguments: string;
  output: string | null;
  error: McpCallError | null;
  approval_request_id: string | null;
  status: ItemStatus | "calling" | "failed";
}

export interface McpApprovalRequestItem extends Hosted {
  type: "mcp_approval_request";
  server_label: string;
  name: string;
  arguments: string;
  status?: undefined;
}

/** What one press on a card decides of the calls that wait. */
export interface ApprovalDecision {
  approve: McpApprovalRequestItem[];
  deny: McpApprovalRequestItem[];
}

/** What somebody decided; it comes with a request and is never brought forth. */
export interface McpApprovalResponseItem {
  type: "mcp_approval_response";
  id: string;
  approval_request_id: string;
  approve: boolean;
  reason?: string;
}

export type WebSearchAction =
  | { type: "search"; query: string; queries: string[]; sources?: { type: "url"; url: string }[] }
  | { type: "open_page"; url: string }
  | { type: "find_in_page"; url: string; pattern: string };

export interface WebSearchCallItem extends Hosted {
  type: "web_search_call";
  action: WebSearchAction;
  status: ItemStatus | "searching" | "failed";
}

export interface ImageResult {
  url: string;
  title: string;
  source: string;
  width?: number;
  height?: number;
}

export interface ImageSearchCallItem extends Hosted {
  type: "image_search_call";
  queries: string[];
  results?: ImageResult[];
  status: ItemStatus | "searching" | "failed";
}

export interface FileResult {
  file_id: string;
  filename: string;
  score: number;
  text: string;
  attributes: Record<string, string | number | boolean>;
}

export interface FileSearchCallItem extends Hosted {
  type: "file_search_call";
  queries: string[];
  results: FileResult[] | null;
  status: ItemStatus | "searching" | "failed";
}

export type CodeOutput = { type: "logs"; logs: string } | { type: "image"; url: string };

export interface CodeInterpreterCallItem extends Hosted {
  type: "code_interpreter_call";
  container_id: string;
  code: string | null;
  outputs: CodeOutput[] | null;
  status: ItemStatus | "interpreting" | "failed";
}

/** What a tool that runs here leaves in an answer. */
export type HostedItem =
  | McpListToolsItem
  | McpCallItem
  | McpApprovalRequestItem
  | WebSearchCallItem
  | ImageSearchCallItem
  | FileSearchCallItem
  | CodeInterpreterCallItem;

export type HostedType = HostedItem["type"];

/** Where a part of a text comes from. Places are UTF-16 units of the text as it is sent, the end is exclusive. */
export type Annotation =
  | { type: "url_citation"; url: string; title: string; start_index: number; end_index: number }
  | { type: "file_citation"; file_id: string; filename: string; index: number }
  | { type: "container_file_citation"; container_id: string; file_id: string; filename: string; start_index: number; end_index: number };

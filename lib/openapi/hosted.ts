import { z } from "zod/v4";

const Text = z.string();
const Status = z.enum(["in_progress", "completed", "incomplete"]);
const Searching = z.enum(["in_progress", "searching", "completed", "incomplete", "failed"]);
const JsonObject = z.record(z.string(), z.unknown());

const place = { start_index: z.int().describe("In UTF-16 units"), end_index: z.int().describe("In UTF-16 units, exclusive") };

/** Where a part of a text comes from. */
export const Annotation = z.discriminatedUnion("type", [
  z.object({ type: z.literal("url_citation"), url: Text, title: Text, ...place }),
  z.object({ type: z.literal("file_citation"), file_id: Text, filename: Text, index: z.int() }),
  z.object({ type: z.literal("container_file_citation"), container_id: Text, file_id: Text, filename: Text, ...place }),
]);

const ListedTool = z.object({
  name: Text,
  description: Text.optional(),
  input_schema: JsonObject,
  annotations: JsonObject.optional(),
});
const CallError = z.discriminatedUnion("type", [
  z.object({ type: z.literal("mcp_protocol_error"), code: z.int(), message: Text }),
  z.object({ type: z.literal("http_error"), code: z.int(), message: Text }),
  z.object({ type: z.literal("mcp_tool_execution_error"), content: z.array(z.unknown()) }),
]);
const Action = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("search"),
    query: Text,
    queries: z.array(Text),
    sources: z
      .array(z.object({ type: z.literal("url"), url: Text }))
      .optional()
      .describe("With include 'web_search_call.action.sources'"),
  }),
  z.object({ type: z.literal("open_page"), url: Text }),
  z.object({ type: z.literal("find_in_page"), url: Text, pattern: Text }),
]);
const FileResult = z.object({
  file_id: Text,
  filename: Text,
  score: z.number(),
  text: Text,
  attributes: z.record(z.string(), z.union([Text, z.number(), z.boolean()])),
});
const ImageResult = z.object({ url: Text, title: Text, source: Text, width: z.int().optional(), height: z.int().optional() });
const CodeOutput = z.discriminatedUnion("type", [
  z.object({ type: z.literal("logs"), logs: Text }),
  z.object({ type: z.literal("image"), url: Text }),
]);
const called = { server_label: Text, name: Text, arguments: Text.describe("JSON text, as the model wrote it") };

/** What tools that run here leave in an answer. */
export const HOSTED_ITEMS = [
  z.object({
    type: z.literal("mcp_list_tools"),
    id: Text,
    server_label: Text,
    tools: z.array(ListedTool),
    error: Text.optional().describe("There unless the list could be had"),
  }),
  z.object({
    type: z.literal("mcp_call"),
    id: Text,
    ...called,
    output: Text.nullable(),
    error: CallError.nullable(),
    approval_request_id: Text.nullable(),
    status: z.enum(["in_progress", "calling", "completed", "incomplete", "failed"]),
  }),
  z.object({ type: z.literal("mcp_approval_request"), id: Text, ...called }),
  z.object({ type: z.literal("web_search_call"), id: Text, action: Action, status: Searching }),
  z.object({
    type: z.literal("image_search_call"),
    id: Text,
    queries: z.array(Text),
    results: z.array(ImageResult).optional().describe("With include 'web_search_call.results'"),
    status: Searching,
  }),
  z.object({
    type: z.literal("file_search_call"),
    id: Text,
    queries: z.array(Text),
    results: z.array(FileResult).nullable().describe("Null without include 'file_search_call.results'"),
    status: Searching,
  }),
  z.object({
    type: z.literal("code_interpreter_call"),
    id: Text,
    container_id: Text,
    code: Text.nullable(),
    outputs: z.array(CodeOutput).nullable().describe("Null without include 'code_interpreter_call.outputs'"),
    status: z.enum([...Status.options, "interpreting", "failed"]),
  }),
] as const;

/** What somebody decided; it comes with a request. */
export const McpApprovalResponse = z.object({
  type: z.literal("mcp_approval_response"),
  id: Text,
  approval_request_id: Text,
  approve: z.boolean(),
  reason: Text.optional(),
});

/** A hosted tool of a request, as a response shows it: without its secrets. */
export const HostedTool = z.looseObject({
  type: z.enum([
    "mcp",
    "file_search",
    "image_search",
    "code_interpreter",
    "web_search",
    "web_search_2025_08_26",
    "web_search_preview",
    "web_search_preview_2025_03_11",
  ]),
});

const ofItem = { sequence_number: z.int(), item_id: Text, output_index: z.int() };
const STATES = [
  "mcp_list_tools.in_progress",
  "mcp_list_tools.completed",
  "mcp_list_tools.failed",
  "mcp_call.in_progress",
  "mcp_call.completed",
  "mcp_call.failed",
  "web_search_call.in_progress",
  "web_search_call.searching",
  "web_search_call.completed",
  "image_search_call.in_progress",
  "image_search_call.searching",
  "image_search_call.completed",
  "file_search_call.in_progress",
  "file_search_call.searching",
  "file_search_call.completed",
  "code_interpreter_call.in_progress",
  "code_interpreter_call.interpreting",
  "code_interpreter_call.completed",
] as const;
const grown = { ...ofItem, delta: Text, obfuscation: Text.optional() };

/** What is told of hosted items while they come about. */
export const HOSTED_EVENTS = [
  z.object({ ...ofItem, type: z.enum(STATES.map((state) => `response.${state}` as const)) }),
  z.object({ ...grown, type: z.literal("response.mcp_call_arguments.delta") }),
  z.object({ ...ofItem, type: z.literal("response.mcp_call_arguments.done"), arguments: Text }),
  z.object({ ...grown, type: z.literal("response.code_interpreter_call_code.delta") }),
  z.object({ ...ofItem, type: z.literal("response.code_interpreter_call_code.done"), code: Text }),
  z.object({
    ...ofItem,
    type: z.literal("response.output_text.annotation.added"),
    content_index: z.int(),
    annotation_index: z.int(),
    annotation: Annotation,
  }),
] as const;

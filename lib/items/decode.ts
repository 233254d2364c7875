import { ApiError } from "@/lib/errors";
import { HOSTED_PREFIXES } from "@/lib/generation/hosted-items";
import type { ContentPart, InputPart, MessageItem, StoredItem } from "@/lib/generation/item";
import { type IdPrefix, newId } from "@/lib/ids";
import { cacheMark } from "./cache-mark";
import { toHostedItem } from "./hosted-decode";
import type { InputPart as WireInputPart, OutputPart } from "./part-schema";
import { isSealed } from "./seal";
import type { Input, InputItem, ItemReference } from "./schema";

const ID = /^(?:msg|fc|fco|rs|cmp|mcpl|mcp|mcpr|mcpa|ws|ims|fs|ci)_[0-9A-Za-z_-]{1,120}$/;

/**
 * The input as whole items: content in parts, every item with an id and a status. A client's own id is kept when it has the form
 * of one and is not repeated in the list. References stay for the caller to resolve; packed dialogues stay packed, but are known to open.
 * Throws 400, naming the place in `parameter`, for a packed dialogue and for sealed reasoning that are not of this server and workspace.
 */
export function toItems(input: Input | null | undefined, workspaceId: string, parameter = "input"): (StoredItem | ItemReference)[] {
  if (input == null) return [];
  if (typeof input === "string") return [message("user", newId("msg"), [{ type: "input_text", text: input }])];
  const taken = new Set<string>();
  const idOf = ({ id: given }: Identified, prefix: IdPrefix): string => {
    const isKept = typeof given === "string" && ID.test(given) && !taken.has(given);
    const id = isKept ? given : newId(prefix);
    taken.add(id);
    return id;
  };
  return input.map((item, index) => {
    const whole = toItem(item, idOf);
    if (!isOwn(whole, workspaceId)) {
      const param = `${parameter}[${index}].encrypted_content`;
      throw new ApiError("invalid_value", `The encrypted content at '${param}' could not be verified.`, { param });
    }
    return whole;
  });
}

/** Whether what is sealed in an item was sealed here, for this workspace. */
function isOwn(item: StoredItem | ItemReference, workspaceId: string): boolean {
  if (item.type !== "compaction" && item.type !== "reasoning") return true;
  return item.encrypted_content === undefined || isSealed(item.encrypted_content, item.type, workspaceId);
}

interface Identified {
  id?: string | number | null | undefined;
}
type IdOf = (item: Identified, prefix: IdPrefix) => string;

function toItem(item: InputItem, idOf: IdOf): StoredItem | ItemReference {
  switch (item.type) {
    case "message":
      return toMessage(item, idOf(item, "msg"));
    case "function_call":
      return {
        type: "function_call",
        id: idOf(item, "fc"),
        call_id: item.call_id,
        name: item.name,
        arguments: item.arguments,
        status: statusOf(item),
      };
    case "function_call_output": {
      const output = typeof item.output === "string" ? item.output : item.output.map(toInputPart);
      return { type: "function_call_output", id: idOf(item, "fc"), call_id: item.call_id, output, status: statusOf(item) };
    }
    case "reasoning":
      return {
        type: "reasoning",
        id: idOf(item, "rs"),
        summary: item.summary ?? [],
        ...(item.content != null && { content: item.content }),
        ...(item.encrypted_content && { encrypted_content: item.encrypted_content }),
        status: statusOf(item),
      };
    case "compaction":
      return { type: "compaction", id: idOf(item, "cmp"), encrypted_content: item.encrypted_content };
    case "item_reference":
      return { type: "item_reference", id: item.id };
    case "mcp_list_tools":
    case "mcp_call":
    case "mcp_approval_request":
    case "mcp_approval_response":
      return toMcpItem(item, idOf);
    case "web_search_call":
    case "image_search_call":
    case "file_search_call":
    case "code_interpreter_call":
      return toHostedItem(item, idOf(item, HOSTED_PREFIXES[item.type]));
  }
}

type McpInput = Extract<InputItem, { type: `mcp_${string}` }>;

/** What a client brings along of MCP servers: good for names, schemas and words; what it proves, its id proves. */
function toMcpItem(item: McpInput, idOf: IdOf): StoredItem {
  switch (item.type) {
    case "mcp_list_tools": {
      const tools = item.tools.map(({ name, description, input_schema, annotations }) => ({
        name,
        ...(description && { description }),
        input_schema,
        ...(annotations && { annotations }),
      }));
      return {
        type: "mcp_list_tools",
        id: idOf(item, "mcpl"),
        server_label: item.server_label,
        tools,
        ...(item.error && { error: item.error }),
      };
    }
    case "mcp_call": {
      const { server_label, name, arguments: given, output = null, approval_request_id = null } = item;
      const status = output === null ? "failed" : "completed";
      return {
        type: "mcp_call",
        id: idOf(item, "mcp"),
        server_label,
        name,
        arguments: given,
        output,
        error: null,
        approval_request_id,
        status,
      };
    }
    case "mcp_approval_request":
      return { type: "mcp_approval_request", id: item.id, server_label: item.server_label, name: item.name, arguments: item.arguments };
    case "mcp_approval_response": {
      const { approval_request_id, approve, reason } = item;
      return { type: "mcp_approval_response", id: idOf(item, "mcpa"), approval_request_id, approve, ...(reason && { reason }) };
    }
  }
}

type MessageInput = Extract<InputItem, { type: "message" }>;

function toMessage(item: MessageInput, id: string): MessageItem {
  const content = item.role === "assistant" ? outputParts(item.content) : inputParts(item.content);
  return { ...message(item.role, id, content), status: statusOf(item), ...(item.phase && { phase: item.phase }) };
}

function message(role: MessageItem["role"], id: string, content: ContentPart[]): MessageItem {
  return { type: "message", id, role, status: "completed", content };
}

function statusOf({ status }: { status?: unknown }): MessageItem["status"] {
  return status === "incomplete" ? "incomplete" : "completed";
}

function inputParts(content: string | WireInputPart[]): InputPart[] {
  return typeof content === "string" ? [{ type: "input_text", text: content }] : content.map(toInputPart);
}

function outputParts(content: string | OutputPart[] | null | undefined): ContentPart[] {
  const parts = typeof content === "string" ? [{ type: "output_text" as const, text: content }] : (content ?? []);
  return parts.map((part) => (part.type === "refusal" ? part : { type: "output_text", text: part.text, annotations: [], logprobs: [] }));
}

function toInputPart(part: WireInputPart): InputPart {
  switch (part.type) {
    case "input_text":
      return { type: "input_text", text: part.text, ...cacheMark(part) };
    case "input_image":
      return { type: "input_image", image_url: part.image_url, detail: part.detail ?? "auto", ...cacheMark(part) };
    case "input_file":
      return {
        type: "input_file",
        filename: part.filename ?? null,
        file_data: part.file_data ?? null,
        file_url: part.file_url ?? null,
        ...cacheMark(part),
      };
  }
}

import type { HostedItem, HostedStatus, HostedType, McpApprovalRequestItem, WebSearchAction } from "./hosted";

/** What a client has to ask for to get it. */
export type HostedInclude =
  | "file_search_call.results"
  | "web_search_call.results"
  | "web_search_call.action.sources"
  | "code_interpreter_call.outputs";

/** The states of an item that are told while it comes about, and its end. */
export type HostedState = "in_progress" | "searching" | "interpreting" | "completed" | "failed";

type Searching = "web_search_call" | "image_search_call" | "file_search_call";
type Ending = "completed" | "failed";

/** The events of states. */
export type HostedStateEvent =
  | `response.mcp_list_tools.${"in_progress" | Ending}`
  | `response.mcp_call.${"in_progress" | Ending}`
  | `response.${Searching}.${"in_progress" | "searching" | "completed"}`
  | `response.code_interpreter_call.${"in_progress" | "interpreting" | "completed"}`;

/** The events of members that grow, but for their endings. */
export type GrowingEvent = "response.mcp_call_arguments" | "response.code_interpreter_call_code";

interface Row<Item extends HostedItem> {
  /** The events of its states; one that has none is not told. */
  states: Partial<Record<HostedState, HostedStateEvent>>;
  /** The member that is told in pieces, and what its events are called. */
  grows: { member: "arguments" | "code"; event: GrowingEvent } | null;
  /** Returns the item as it begins: nothing of what it will hold. */
  first: (item: Item) => Item;
  /** Returns the item without what has to be asked for and was not. */
  cut: (item: Item, has: (include: HostedInclude) => boolean) => Item;
  /** In a few words what it does, for people: a title, and what it is about. */
  told: (item: Item) => { title: string; detail: string };
  /** Returns what a model reads of one that a client brings along, of which the server knows no more; null for nothing. */
  read: (item: Item) => { name: string; arguments: string; output: string } | null;
}

/** All that can be asked for. */
export const HOSTED_INCLUDES: readonly HostedInclude[] = [
  "file_search_call.results",
  "web_search_call.results",
  "web_search_call.action.sources",
  "code_interpreter_call.outputs",
];

type Table = { [Type in HostedType]: Row<Extract<HostedItem, { type: Type }>> };

const searching = (name: Searching) =>
  ({
    in_progress: `response.${name}.in_progress`,
    searching: `response.${name}.searching`,
    completed: `response.${name}.completed`,
  }) as const;
const asIs = <Item>(item: Item): Item => item;
function without<Item extends object, Name extends keyof Item>(item: Item, name: Name): Omit<Item, Name> {
  const { [name]: _, ...rest } = item;
  return rest;
}
const quoted = (queries: readonly string[]): string => queries.join("; ");

/** The items of hosted tools: what differs between them, for whoever handles them all. */
const ITEMS: Table = {
  mcp_list_tools: {
    states: {
      in_progress: "response.mcp_list_tools.in_progress",
      completed: "response.mcp_list_tools.completed",
      failed: "response.mcp_list_tools.failed",
    },
    grows: null,
    first: (item) => ({ ...without(item, "error"), tools: [] }),
    cut: asIs,
    told: (item) => ({
      title: `Asking ${item.server_label} for its tools`,
      detail: item.error ?? quoted(item.tools.map(({ name }) => name)),
    }),
    read: () => null,
  },
  mcp_call: {
    states: { in_progress: "response.mcp_call.in_progress", completed: "response.mcp_call.completed", failed: "response.mcp_call.failed" },
    grows: { member: "arguments", event: "response.mcp_call_arguments" },
    first: (item) => ({ ...item, arguments: "", output: null, error: null, status: "in_progress" }),
    cut: asIs,
    told: (item) => ({ title: `Calling ${item.name} of ${item.server_label}`, detail: item.arguments === "{}" ? "" : item.arguments }),
    read: (item) => ({
      name: `mcp__${item.server_label}__${item.name}`,
      arguments: item.arguments,
      output: item.output ?? (item.error ? `Error: ${JSON.stringify(item.error)}` : "There is no result."),
    }),
  },
  mcp_approval_request: {
    states: {},
    grows: null,
    first: asIs,
    cut: asIs,
    told: (item) => ({ title: `Asking whether ${item.name} of ${item.server_label} may run`, detail: item.arguments }),
    read: (item) => ({
      name: `mcp__${item.server_label}__${item.name}`,
      arguments: item.arguments,
      output: "The user did not approve this call.",
    }),
  },
  web_search_call: {
    states: searching("web_search_call"),
    grows: null,
    first: (item) => ({ ...item, action: withoutSources(item.action), status: "in_progress" }),
    cut: (item, has) => (has("web_search_call.action.sources") ? item : { ...item, action: withoutSources(item.action) }),
    told: ({ action }) => {
      if (action.type === "search") return { title: "Searching the web", detail: quoted(action.queries) };
      if (action.type === "open_page") return { title: "Reading a page", detail: action.url };
      return { title: "Looking for words in a page", detail: `${action.pattern} in ${action.url}` };
    },
    read: ({ action }) => {
      const { type, ...said } = withoutSources(action);
      const sources = action.type === "search" ? (action.sources ?? []).map(({ url }) => url) : [];
      const named = sources.length > 0 ? ` Its sources were: ${sources.join(", ")}` : "";
      return {
        name: type === "search" ? "web_search" : type,
        arguments: JSON.stringify("queries" in said ? { queries: said.queries } : said),
        output: `What was found is not kept any more.${named}`,
      };
    },
  },
  image_search_call: {
    states: searching("image_search_call"),
    grows: null,
    first: (item) => ({ ...without(item, "results"), status: "in_progress" }),
    cut: (item, has) => (has("web_search_call.results") ? item : without(item, "results")),
    told: (item) => ({ title: "Looking for pictures", detail: quoted(item.queries) }),
    read: (item) => ({
      name: "image_search",
      arguments: JSON.stringify({ query: item.queries[0] ?? "" }),
      output: "What was found is not kept any more.",
    }),
  },
  file_search_call: {
    states: searching("file_search_call"),
    grows: null,
    first: (item) => ({ ...item, results: null, status: "in_progress" }),
    cut: (item, has) => (has("file_search_call.results") ? item : { ...item, results: null }),
    told: (item) => ({ title: "Searching the files", detail: quoted(item.queries) }),
    read: (item) => ({
      name: "file_search",
      arguments: JSON.stringify({ queries: item.queries }),
      output: item.results?.map(({ filename, text }) => `${filename}\n${text}`).join("\n\n") ?? "What was found is not kept any more.",
    }),
  },
  code_interpreter_call: {
    states: {
      in_progress: "response.code_interpreter_call.in_progress",
      interpreting: "response.code_interpreter_call.interpreting",
      completed: "response.code_interpreter_call.completed",
    },
    grows: { member: "code", event: "response.code_interpreter_call_code" },
    first: (item) => ({ ...item, code: "", outputs: null, status: "in_progress" }),
    cut: (item, has) => (has("code_interpreter_call.outputs") ? item : { ...item, outputs: null }),
    told: (item) => ({ title: "Running code", detail: item.code ?? "" }),
    read: (item) => ({
      name: "code_interpreter",
      arguments: JSON.stringify({ code: item.code ?? "" }),
      output:
        item.outputs?.map((output) => (output.type === "logs" ? output.logs : "[a picture]")).join("\n") ??
        "What came of it is not kept any more.",
    }),
  },
};

/** What the ids of hosted items begin with, and those of what answers them. */
export const HOSTED_PREFIXES = {
  mcp_list_tools: "mcpl",
  mcp_call: "mcp",
  mcp_approval_request: "mcpr",
  mcp_approval_response: "mcpa",
  web_search_call: "ws",
  image_search_call: "ims",
  file_search_call: "fs",
  code_interpreter_call: "ci",
} as const satisfies Record<HostedType | "mcp_approval_response", string>;

/** Whether an item is a hosted tool's. */
export function isHostedItem(item: { type: string }): item is HostedItem {
  return Object.hasOwn(ITEMS, item.type);
}

/** Whether an item asks a person whether a call may run. */
export function isApprovalRequest(item: { type: string }): item is McpApprovalRequestItem {
  return item.type === "mcp_approval_request";
}

/** The row of an item's type. */
export function rowOf<Item extends HostedItem>(item: Item): Row<Item> {
  return ITEMS[item.type] as unknown as Row<Item>;
}

/** Returns the item as a client gets it that asked for `included`: nothing of what is the server's own. */
export function shownHosted(item: HostedItem, included: readonly string[]): HostedItem {
  const { exchange: _, cited: __, ...rest } = item;
  return rowOf(rest).cut(rest, (include) => included.includes(include));
}

/** Where an item stands: of a type without a status by what it says of itself. */
export function stateOf(item: HostedItem): HostedStatus {
  if (item.status !== undefined) return item.status;
  return "error" in item && item.error !== undefined ? "failed" : "completed";
}

const OPEN = new Set<string>(["in_progress", "searching", "interpreting", "calling"] satisfies HostedStatus[]);

/** Whether a status says that more is to come. */
export const isOpen = (status: string): boolean => OPEN.has(status);

function withoutSources(action: WebSearchAction): WebSearchAction {
  return action.type === "search" ? without(action, "sources") : action;
}

const GROWING = new Map<string, "arguments" | "code">(
  Object.values(ITEMS).flatMap(({ grows }) => (grows ? [[`${grows.event}.delta`, grows.member] as const] : [])),
);

/** The member that an event of this name adds to; null for an event that adds to none. */
export const grownBy = (event: string): "arguments" | "code" | null => GROWING.get(event) ?? null;

import type { Tool } from "openai/resources/responses/responses";
import { z } from "zod/v4";
import { findHeaderFault } from "@/lib/mcp-servers/headers";
import { inert, optional, refusal, text } from "@/lib/parameter";
import type { ApprovalPolicy, ToolFilter } from "./filter";

const NAMES_MAX = 128;
const HEADERS_MAX = 20;
const CONNECTORS = "Connectors are OpenAI's own. Set the service's MCP server up and send its 'server_url'.";
const TUNNELS = "Tunnels are OpenAI's own. Send the server's 'server_url'.";

const Names = z.array(z.string().min(1).max(128)).max(NAMES_MAX);
const Filter = z.strictObject({ tool_names: optional(Names), read_only: optional(z.boolean()) });
const Policy = z.strictObject({ always: optional(Filter), never: optional(Filter) });

const Headers = z.record(z.string(), z.string()).superRefine((headers, context) => {
  const entries = Object.entries(headers);
  const fault =
    entries.length > HEADERS_MAX
      ? `At most ${HEADERS_MAX} headers are sent along.`
      : entries.map(([name, value]) => findHeaderFault(name, value)).find((found) => found !== null);
  if (fault) context.addIssue({ code: "custom", ...refusal("invalid_value", fault) });
});

const parameters = {
  type: z.literal("mcp"),
  server_label: z.string().min(1).max(128),
  server_url: optional(z.url({ protocol: /^https?$/ }).max(2_000)),
  connector_id: inert(() => false, CONNECTORS),
  tunnel_id: inert(() => false, TUNNELS),
  authorization: optional(
    z
      .string()
      .min(1)
      .max(8_000)
      .regex(/^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/),
  ),
  headers: optional(Headers),
  allowed_tools: optional(z.union([Names, Filter])),
  require_approval: optional(z.union([z.enum(["always", "never"]), Policy])),
  server_description: optional(text(4_096)),
  /** All tools are offered at once. */
  defer_loading: optional(z.boolean()),
  allowed_callers: inert(
    (value) => Array.isArray(value) && value.every((caller) => caller === "direct"),
    "Tools are called by models directly, not by programs of theirs.",
  ),
} satisfies Record<keyof Tool.Mcp, z.ZodType>;

/** An entry of `tools` that names an MCP server. */
export const McpEntry = z.strictObject(parameters).superRefine((entry, context) => {
  const names = Object.keys(entry.headers ?? {}).map((name) => name.toLowerCase());
  if (entry.authorization != null && names.includes("authorization"))
    context.addIssue({
      code: "custom",
      ...refusal("invalid_value", "'authorization' and the header of that name are both given; send one of them."),
      path: ["headers"],
    });
});
export type McpEntry = z.output<typeof McpEntry>;

/** Returns the tools that an entry allows. */
export function allowedBy({ allowed_tools: allowed }: McpEntry): ToolFilter {
  return Array.isArray(allowed) ? { names: allowed, readOnly: null } : toFilter(allowed);
}

/** Returns when an entry wants somebody asked; null where it says nothing. */
export function policyOf({ require_approval: policy }: McpEntry): ApprovalPolicy | null {
  if (policy == null || typeof policy === "string") return policy ?? null;
  return { always: policy.always ? toFilter(policy.always) : null, never: policy.never ? toFilter(policy.never) : null };
}

function toFilter(filter: z.output<typeof Filter> | null | undefined): ToolFilter {
  return { names: filter?.tool_names ?? null, readOnly: filter?.read_only ?? null };
}

/** Returns the headers of an entry, its authorization among them. */
export function headersOf({ headers, authorization }: McpEntry): Record<string, string> {
  const lower = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  return { ...Object.fromEntries(lower), ...(authorization != null && { authorization: `Bearer ${authorization}` }) };
}

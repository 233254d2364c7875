import { isRecord } from "@/lib/json";
import { findSchemaFault } from "@/lib/json-schema";
import { clipped } from "@/lib/text";
import { McpFailure } from "./failure";
import { defused } from "./result";

/** A tool of a server as `mcp_list_tools` shows it: a member that it lacks is absent, never null. */
export interface McpTool {
  name: string;
  description?: string;
  input_schema: Record<string, unknown>;
  annotations?: Record<string, unknown>;
  /** The address of the page that shows its results, where it has one. */
  app?: string;
}

const DESCRIPTION_CHARS_MAX = 2_000;
const SCHEMA_CHARS_MAX = 64_000;
const SCHEMAS_CHARS_MAX = 256_000;
const SERVER_TOOLS_MAX = 1_000;
const NAME = /^\P{Cc}{1,128}$/u;

/**
 * Returns a server's tools as models may be offered them, in the order in which it lists them. A schema that is none takes everything, and what it said stands in the description. Throws `McpFailure` for a list beyond measure.
 */
export function readListing(tools: readonly unknown[]): McpTool[] {
  if (tools.length > SERVER_TOOLS_MAX) throw beyond(`more than ${SERVER_TOOLS_MAX} tools`);
  const byName = new Map<string, McpTool>();
  let chars = 0;
  for (const tool of tools) {
    if (!isRecord(tool) || typeof tool.name !== "string" || !NAME.test(tool.name) || byName.has(tool.name)) continue;
    const read = readTool(tool.name, tool);
    chars += JSON.stringify(read.input_schema).length;
    byName.set(read.name, read);
  }
  if (chars > SCHEMAS_CHARS_MAX) throw beyond(`schemas of more than ${SCHEMAS_CHARS_MAX / 1_000} KB`);
  return [...byName.values()];
}

function beyond(what: string): McpFailure {
  return new McpFailure("mcp_protocol_error", -32_000, `The server lists ${what}.`);
}

function readTool(name: string, { description, inputSchema, annotations, _meta }: Record<string, unknown>): McpTool {
  const written = JSON.stringify(inputSchema ?? {});
  const fits =
    isRecord(inputSchema) && inputSchema.type === "object" && written.length <= SCHEMA_CHARS_MAX && findSchemaFault(inputSchema) === null;
  const words = [
    typeof description === "string" ? description : null,
    fits || written.length > DESCRIPTION_CHARS_MAX ? null : `Arguments by the server's own account: ${written}`,
  ];
  const said = clipped(defused(words.filter(Boolean).join("\n")), DESCRIPTION_CHARS_MAX);
  const app = appOf(_meta);
  return {
    name,
    ...(said !== "" && { description: said }),
    input_schema: fits ? inputSchema : { type: "object" },
    ...(isRecord(annotations) && { annotations }),
    ...(app !== null && { app }),
  };
}

function appOf(meta: unknown): string | null {
  if (!isRecord(meta)) return null;
  const uri = isRecord(meta.ui) ? meta.ui.resourceUri : meta["ui/resourceUri"];
  return typeof uri === "string" && uri.startsWith("ui://") && uri.length <= 500 ? uri : null;
}

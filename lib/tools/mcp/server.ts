import { env } from "@/lib/env";
import { ApiError } from "@/lib/errors";
import { findMcpServers, type ListedMcpServer } from "@/lib/mcp-servers/queries";
import type { McpApproval } from "@/lib/mcp-servers/schema";
import { isPublicHttps } from "@/lib/public-host";
import type { McpAddress } from "./connect";
import type { ApprovalPolicy, ToolFilter } from "./filter";
import { allowedBy, headersOf, type McpEntry, policyOf } from "./schema";
import { addressOf } from "./test-server";

/** The server that an entry means, and what holds for its tools. */
export interface McpServerOfEntry {
  label: string;
  address: McpAddress;
  /** All of them must mean a tool that is offered. */
  allowed: ToolFilter[];
  /** What one of them wants asked is asked. */
  policies: ApprovalPolicy[];
}

const POLICIES: Record<McpApproval, ApprovalPolicy> = {
  always: "always",
  writes: { always: null, never: { names: null, readOnly: true } },
  never: "never",
};

/**
 * Finds the server of an entry: one of the Tools page by its label, else, where the owner lets requests name servers, the one at its
 * address. Throws 400 at the member that is wrong.
 */
export async function findServer(entry: McpEntry, workspaceId: string, param: string): Promise<McpServerOfEntry> {
  const { server_label: label } = entry;
  const listed = (await findMcpServers(workspaceId, [label])).get(label);
  if (listed) return ofOwner(entry, listed, param);
  const refuse = (member: string, message: string) => new ApiError("invalid_value", message, { param: `${param}.${member}` });
  const notHere = `MCP server '${label}' is not set up here. The owner adds it on the Tools page, or allows others with MCP_SERVERS=https.`;
  if (entry.server_url == null) throw refuse("server_label", notHere);
  if (env().MCP_SERVERS !== "https") throw refuse("server_url", notHere);
  const url = new URL(entry.server_url);
  if (url.username || url.password)
    throw refuse("server_url", "The address holds a user name or a password: send 'authorization' or 'headers' instead.");
  if (!isPublicHttps(entry.server_url) || url.port !== "")
    throw refuse("server_url", "The address of an MCP server that a request names is https, public, and without a port.");
  return {
    label,
    address: { url: entry.server_url, headers: headersOf(entry), reach: "public", anyPort: false, transport: "auto" },
    allowed: [allowedBy(entry)],
    policies: [policyOf(entry) ?? "always"],
  };
}

function ofOwner(entry: McpEntry, listed: ListedMcpServer, param: string): McpServerOfEntry {
  const { label } = listed;
  if (entry.server_url != null && !isSame(entry.server_url, listed.url))
    throw new ApiError(
      "invalid_value",
      `MCP server '${label}' is set up here at another address: leave 'server_url' away, or take another label.`,
      {
        param: `${param}.server_url`,
      },
    );
  const address = addressOf(listed);
  if (!address)
    throw new ApiError(
      "tool_not_configured",
      `The headers of MCP server '${label}' can't be read any more. The owner enters them again on the Tools page.`,
      { param },
    );
  const sent = headersOf(entry);
  const taken = Object.keys(sent).find((name) => name in address.headers);
  if (taken !== undefined)
    throw new ApiError("invalid_value", `MCP server '${label}' has a header '${taken}' of its own.`, {
      param: `${param}.${taken === "authorization" && entry.authorization != null ? "authorization" : "headers"}`,
    });
  const own: ToolFilter = { names: listed.allowedTools.length > 0 ? listed.allowedTools : null, readOnly: null };
  const asked = policyOf(entry);
  return {
    label,
    address: { ...address, headers: { ...address.headers, ...sent } },
    allowed: [own, allowedBy(entry)],
    policies: [POLICIES[listed.approval], ...(asked === null ? [] : [asked])],
  };
}

function isSame(one: string, other: string): boolean {
  return new URL(one).href.replace(/\/$/, "") === new URL(other).href.replace(/\/$/, "");
}

import { createAbort } from "@/lib/abort";
import { findMcpServer, type ListedMcpServer } from "@/lib/mcp-servers/queries";
import { connect, type McpAddress } from "./connect";
import { McpFailure } from "./failure";
import { isReadOnly } from "./filter";
import { readListing } from "./listing";

const TIMEOUT_MS = 15_000;

export interface TestedTool {
  name: string;
  description: string;
  isReadOnly: boolean;
}

export type McpServerTest = { ok: true; version: string; tools: TestedTool[]; ms: number } | { ok: false; message: string };

/** How a server that was set up is reached; null when its headers can't be decrypted any more. */
export function addressOf({ url, transport, allowLocal, headers }: ListedMcpServer): McpAddress | null {
  return headers && { url, transport, headers, reach: allowLocal ? "own" : "public", anyPort: true };
}

/** Connects to a server of a workspace and lists its tools; what goes wrong is said, not thrown. */
export async function testMcpServer(workspaceId: string, id: string): Promise<McpServerTest> {
  const server = await findMcpServer(workspaceId, id);
  if (!server) return { ok: false, message: "It is no longer there." };
  const address = addressOf(server);
  if (!address) return { ok: false, message: "Its headers can't be decrypted any more: enter them again." };
  const limit = createAbort([], { ms: TIMEOUT_MS, reason: () => new McpFailure("mcp_protocol_error", 0, "The test took too long.") });
  const startedAtMs = performance.now();
  try {
    const connection = await connect(address, limit.signal);
    try {
      const tools = readListing(await connection.listTools(limit.signal));
      const shown = tools.map((tool) => ({ name: tool.name, description: tool.description ?? "", isReadOnly: isReadOnly(tool) }));
      return { ok: true, version: connection.version, tools: shown, ms: Math.round(performance.now() - startedAtMs) };
    } finally {
      await connection.close();
    }
  } catch (error) {
    if (error instanceof McpFailure) return { ok: false, message: error.message };
    throw error;
  } finally {
    limit.release();
  }
}

import type { ActionFailure } from "@/components/ui/use-action";
import type { SaveMcpServerInput } from "@/lib/mcp-servers/schema";
import type { McpServerTest } from "@/lib/tools/mcp/test-server";

export type McpServerChange = { ok: true; id: string } | ActionFailure;

/** What the page can ask the server to do. Arguments come from a browser, so the server checks them all. */
export interface McpServerActions {
  save: (body: SaveMcpServerInput) => Promise<McpServerChange>;
  remove: (id: string) => Promise<McpServerChange>;
  test: (id: string) => Promise<McpServerTest>;
}

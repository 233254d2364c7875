import { createHash } from "node:crypto";
import { processState } from "@/lib/process-state";
import type { McpAddress } from "./connect";
import type { McpTool } from "./listing";

const FRESH_MS = 5 * 60_000;
const KEPT_MAX = 200;

const kept = processState("mcp-listings", () => new Map<string, { tools: McpTool[]; atMs: number }>());

/** Returns what a server listed lately to whoever has the same credentials; null when that is long ago. */
export function recallListing(address: McpAddress): McpTool[] | null {
  const known = kept().get(keyOf(address));
  return known && Date.now() - known.atMs < FRESH_MS ? known.tools : null;
}

export function keepListing(address: McpAddress, tools: McpTool[]): void {
  const all = kept();
  const key = keyOf(address);
  all.delete(key);
  if (all.size >= KEPT_MAX) all.delete(all.keys().next().value ?? "");
  all.set(key, { tools, atMs: Date.now() });
}

function keyOf({ url, headers, reach }: McpAddress): string {
  return createHash("sha256")
    .update(JSON.stringify([url, reach, Object.entries(headers).sort(([one], [other]) => (one < other ? -1 : 1))]))
    .digest("base64url");
}

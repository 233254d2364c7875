import { isRecord } from "@/lib/json";
import { prisma } from "@/lib/prisma";
import { open } from "@/lib/secret-box";
import type { McpServer } from "@/prisma/generated/client";
import { APPROVALS, type McpApproval, type McpServerView, type McpTransport, TRANSPORTS } from "./schema";

/** What binds stored headers to their row. */
export const contextOf = (id: string): string => `mcp-server:${id}`;

/** A server as it is asked, with its credentials in the clear: for use in this process only. */
export interface ListedMcpServer {
  id: string;
  label: string;
  url: string;
  transport: McpTransport;
  allowLocal: boolean;
  allowedTools: string[];
  approval: McpApproval;
  /** Null when they can't be decrypted any more. */
  headers: Record<string, string> | null;
}

/** Returns the servers of a workspace, by label; without what their headers say. */
export async function listMcpServers(workspaceId: string): Promise<McpServerView[]> {
  const rows = await prisma().mcpServer.findMany({ where: { workspaceId }, orderBy: { label: "asc" } });
  return rows.map((row) => ({
    id: row.id,
    label: row.label,
    url: row.url,
    transport: transportOf(row),
    allowLocal: row.allowLocal,
    isShared: row.isShared,
    allowedTools: row.allowedTools,
    approval: approvalOf(row),
    headerNames: row.headerNames,
    isUnreadable: headersOf(row) === null,
  }));
}

/** Returns the labels that requests of a workspace may name. */
export async function listMcpLabels(workspaceId: string): Promise<string[]> {
  const where = { OR: [{ workspaceId }, { isShared: true }] };
  const rows = await prisma().mcpServer.findMany({ where, select: { label: true }, distinct: ["label"], orderBy: { label: "asc" } });
  return rows.map(({ label }) => label);
}

/** Returns the server of each label that requests of a workspace may use: its own, else one that is shared with all. */
export async function findMcpServers(workspaceId: string, labels: readonly string[]): Promise<Map<string, ListedMcpServer>> {
  const rows = await prisma().mcpServer.findMany({
    where: { label: { in: [...labels] }, OR: [{ workspaceId }, { isShared: true }] },
    orderBy: { createdAt: "asc" },
  });
  const found = new Map<string, ListedMcpServer>();
  const own = rows.filter((row) => row.workspaceId === workspaceId);
  for (const row of [...own, ...rows]) if (!found.has(row.label)) found.set(row.label, listed(row));
  return found;
}

/** Returns a server of a workspace; null when there is none. */
export async function findMcpServer(workspaceId: string, id: string): Promise<ListedMcpServer | null> {
  const row = await prisma().mcpServer.findFirst({ where: { id, workspaceId } });
  return row && listed(row);
}

function listed(row: McpServer): ListedMcpServer {
  const { id, label, url, allowLocal, allowedTools } = row;
  return { id, label, url, allowLocal, allowedTools, transport: transportOf(row), approval: approvalOf(row), headers: headersOf(row) };
}

function transportOf({ transport }: McpServer): McpTransport {
  return TRANSPORTS.find((known) => known === transport) ?? "auto";
}

/** What a later version wrote and this one does not know is asked always. */
function approvalOf({ approval }: McpServer): McpApproval {
  return APPROVALS.find((known) => known === approval) ?? "always";
}

function headersOf({ id, secret }: McpServer): Record<string, string> | null {
  if (secret === null) return {};
  const text = open(secret, contextOf(id));
  const headers: unknown = text === null ? null : JSON.parse(text);
  return isRecord(headers) ? Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])) : null;
}

import type { Actor } from "@/lib/audit/actor";
import { audit } from "@/lib/audit/mutations";
import { newId } from "@/lib/ids";
import { prisma } from "@/lib/prisma";
import { refuseAddress } from "@/lib/address";
import { seal } from "@/lib/secret-box";
import { contextOf } from "./queries";
import type { McpServerResult, SaveMcpServerBody } from "./schema";

/**
 * Sets a server of a workspace up, or changes it; looks its address up first. Stored headers stay with the address they were typed for,
 * so another origin needs them again. The caller checks that the owner asks.
 */
export async function saveMcpServer(actor: Actor, body: SaveMcpServerBody): Promise<McpServerResult> {
  const { workspaceId } = actor;
  const refusal = await refuseAddress(body.url, body.allowLocal);
  if (refusal) return { ok: false, reason: refusal };
  return prisma().$transaction(async (tx) => {
    // Two changes at once must not meet: of the headers and of the address, or of two that take one label.
    await tx.$queryRaw`SELECT 1 FROM workspace WHERE id = ${workspaceId} FOR UPDATE`;
    const rows = await tx.mcpServer.findMany({ where: { workspaceId }, select: { id: true, label: true, url: true, secret: true } });
    const before = rows.find(({ id }) => id === body.id);
    if (body.id !== null && !before) return { ok: false, reason: "not_found" };
    if (rows.some(({ id, label }) => label === body.label && id !== body.id)) return { ok: false, reason: "taken_label" };
    if (body.headers === null && before?.secret && new URL(before.url).origin !== new URL(body.url).origin)
      return { ok: false, reason: "headers_for_another_address" };
    const id = before?.id ?? newId("mcps");
    const { label, url, transport, allowLocal, isShared, approval } = body;
    const allowedTools = [...new Set(body.allowedTools)];
    const data = { label, url, transport, allowLocal, isShared, approval, allowedTools, ...sealed(id, body.headers) };
    if (before) await tx.mcpServer.update({ where: { id }, data });
    else await tx.mcpServer.create({ data: { id, workspaceId, ...data } });
    const diff = { label, origin: new URL(url).origin, allowLocal, isShared, approval, allowedTools, newHeaders: body.headers !== null };
    await audit(tx, actor, before ? "mcp_server.changed" : "mcp_server.created", id, diff);
    return { ok: true, id };
  });
}

function sealed(id: string, headers: Record<string, string> | null) {
  if (headers === null) return {};
  const headerNames = Object.keys(headers);
  return { headerNames, secret: headerNames.length === 0 ? null : seal(JSON.stringify(headers), contextOf(id)) };
}

/** Removes a server with its headers. */
export async function removeMcpServer(actor: Actor, id: string): Promise<McpServerResult> {
  return prisma().$transaction(async (tx) => {
    const { count } = await tx.mcpServer.deleteMany({ where: { id, workspaceId: actor.workspaceId } });
    if (count === 0) return { ok: false, reason: "not_found" };
    await audit(tx, actor, "mcp_server.removed", id, null);
    return { ok: true, id };
  });
}

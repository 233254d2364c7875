"use server";

import { revalidatePath } from "next/cache";
import type { McpServerChange } from "@/components/tools/mcp-server-actions";
import type { Actor } from "@/lib/audit/actor";
import { sessionActor } from "@/lib/auth/actor";
import { may } from "@/lib/auth/permissions";
import { requireSession } from "@/lib/auth/session";
import { log } from "@/lib/log";
import { removeMcpServer, saveMcpServer } from "@/lib/mcp-servers/mutations";
import { MCP_SERVER_FAILURES, type McpServerFailureReason, type McpServerResult, SaveMcpServerBody } from "@/lib/mcp-servers/schema";
import { type McpServerTest, testMcpServer } from "@/lib/tools/mcp/test-server";

const OWNER_ONLY = { ok: false, reason: "owner_only", message: "Only the owner can change this." } as const;
const FAILED = { ok: false, reason: "failed", message: "The change could not be made. Try again in a moment." } as const;
const INVALID: Partial<Record<PropertyKey, McpServerFailureReason>> = {
  label: "invalid_label",
  url: "invalid_url",
  headers: "invalid_headers",
  allowedTools: "invalid_tools",
};

export async function saveMcpServerAction(body: unknown): Promise<McpServerChange> {
  const parsed = SaveMcpServerBody.safeParse(body);
  const reason = INVALID[parsed.error?.issues[0]?.path[0] ?? ""] ?? "not_found";
  return change(async (actor) => (parsed.success ? saveMcpServer(actor, parsed.data) : { ok: false, reason }));
}

export async function removeMcpServerAction(id: unknown): Promise<McpServerChange> {
  return change(async (actor) => (isId(id) ? removeMcpServer(actor, id) : { ok: false, reason: "not_found" }));
}

export async function testMcpServerAction(id: unknown): Promise<McpServerTest> {
  const { user, principal, workspace } = await requireSession();
  if (user.role !== "owner" || !may(workspace.role, "tools.change")) return { ok: false, message: OWNER_ONLY.message };
  try {
    return isId(id) ? await testMcpServer(principal.workspaceId, id) : { ok: false, message: MCP_SERVER_FAILURES.not_found };
  } catch (error) {
    log.error({ err: String(error) }, "an MCP server could not be tested");
    return { ok: false, message: "The test could not be made." };
  }
}

const isId = (value: unknown): value is string => typeof value === "string" && /^mcps_[0-9A-Za-z]{1,59}$/.test(value);

async function change(work: (actor: Actor) => Promise<McpServerResult>): Promise<McpServerChange> {
  const { user, workspace } = await requireSession();
  if (user.role !== "owner" || !may(workspace.role, "tools.change")) return OWNER_ONLY;
  const actor = await sessionActor();
  try {
    const result = await work(actor);
    if (!result.ok) return { ...result, message: MCP_SERVER_FAILURES[result.reason] };
    revalidatePath("/tools");
    return result;
  } catch (error) {
    log.error({ err: String(error) }, "an MCP server could not be changed");
    return FAILED;
  }
}

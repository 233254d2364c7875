import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/audit/actor";
import { newId } from "@/lib/ids";
import { prisma } from "@/lib/prisma";
import { startMcpServer, type TestMcpServer } from "@/tests/tools/mcp-server";
import { removeMcpServer, saveMcpServer } from "@/lib/mcp-servers/mutations";
import { findMcpServers, listMcpServers } from "@/lib/mcp-servers/queries";
import { SaveMcpServerBody, type SaveMcpServerInput } from "@/lib/mcp-servers/schema";
import { testMcpServer } from "./test-server";

const CANARY = "tok-canary-0123456789";
const TOOLS = [
  { name: "echo", description: "Says it again", inputSchema: { type: "object" }, annotations: { readOnlyHint: true } },
  { name: "delete_row", inputSchema: { type: "object" } },
];
const servers: TestMcpServer[] = [];
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
});

let actor: Actor;
beforeEach(async () => {
  actor = await newActor();
});

async function newActor(): Promise<Actor> {
  const workspace = await prisma().workspace.create({ data: { id: newId("ws"), name: "Test" } });
  return { type: "system", userId: null, workspaceId: workspace.id, ip: null, userAgent: null, requestId: null };
}

const body = (more: Partial<SaveMcpServerInput> = {}): SaveMcpServerBody =>
  SaveMcpServerBody.parse({
    id: null,
    label: "crm",
    url: "http://127.0.0.1:9/mcp",
    transport: "auto",
    allowLocal: true,
    isShared: false,
    allowedTools: [],
    approval: "always",
    headers: `Authorization: Bearer ${CANARY}\nX-Team: a`,
    ...more,
  });

async function save(more: Partial<SaveMcpServerInput> = {}, by = actor): Promise<string> {
  const saved = await saveMcpServer(by, body(more));
  if (!saved.ok) throw new Error(saved.reason);
  return saved.id;
}

describe("a server of the Tools page", () => {
  test("is tested with its headers, which stand nowhere in the clear", async () => {
    const server = await startMcpServer({ era: "2025-11-25", tools: TOOLS });
    servers.push(server);
    const id = await save({ url: server.url });
    expect(await testMcpServer(actor.workspaceId, id)).toMatchObject({
      ok: true,
      version: "2025-11-25",
      tools: [
        { name: "echo", isReadOnly: true },
        { name: "delete_row", description: "", isReadOnly: false },
      ],
    });
    expect(server.headers).toMatchObject({ authorization: `Bearer ${CANARY}`, "x-team": "a" });
    const rows = await prisma().$queryRaw<unknown[]>`SELECT m::text, (SELECT json_agg(a) FROM audit_event a)::text FROM mcp_server m`;
    expect(JSON.stringify([rows, await listMcpServers(actor.workspaceId)])).not.toContain("canary");
    expect(await listMcpServers(actor.workspaceId)).toMatchObject([{ label: "crm", headerNames: ["authorization", "x-team"] }]);
    expect(Buffer.from((await prisma().mcpServer.findUnique({ where: { id } }))?.secret ?? []).toString("latin1")).not.toContain("canary");
  });

  test("keeps its headers through a change, but not at another address", async () => {
    const id = await save();
    expect(await saveMcpServer(actor, body({ id, label: "crm2", headers: null }))).toEqual({ ok: true, id });
    expect((await findMcpServers(actor.workspaceId, ["crm2"])).get("crm2")?.headers).toMatchObject({ "x-team": "a" });
    const moved = body({ id, url: "http://127.0.0.1:10/mcp", headers: null });
    expect(await saveMcpServer(actor, moved)).toEqual({ ok: false, reason: "headers_for_another_address" });
    expect(await saveMcpServer(actor, body({ id, url: "http://127.0.0.1:10/mcp", headers: "" }))).toEqual({ ok: true, id });
    expect(await listMcpServers(actor.workspaceId)).toMatchObject([{ headerNames: [], isUnreadable: false }]);
  });

  test("is found by its label in its own workspace, and in others once it is shared; one's own comes first", async () => {
    const other = await newActor();
    const mine = await save({ label: "wiki" });
    expect((await findMcpServers(other.workspaceId, ["wiki"])).size).toBe(0);
    await save({ id: mine, label: "wiki", isShared: true });
    expect((await findMcpServers(other.workspaceId, ["wiki"])).get("wiki")?.id).toBe(mine);
    const theirs = await save({ label: "wiki" }, other);
    expect((await findMcpServers(other.workspaceId, ["wiki"])).get("wiki")?.id).toBe(theirs);
    expect((await findMcpServers(actor.workspaceId, ["wiki"])).get("wiki")?.id).toBe(mine);
    await removeMcpServer(actor, mine);
  });

  test("can't be changed, removed or tested from another workspace", async () => {
    const id = await save();
    const other = await newActor();
    expect(await saveMcpServer(other, body({ id }))).toEqual({ ok: false, reason: "not_found" });
    expect(await removeMcpServer(other, id)).toEqual({ ok: false, reason: "not_found" });
    expect(await testMcpServer(other.workspaceId, id)).toEqual({ ok: false, message: "It is no longer there." });
    expect(await removeMcpServer(actor, id)).toEqual({ ok: true, id });
    const actions = await prisma().auditEvent.findMany({ where: { targetId: id }, orderBy: { id: "asc" }, select: { action: true } });
    expect(actions.map(({ action }) => action)).toEqual(["mcp_server.created", "mcp_server.removed"]);
  });

  test("has a label of its own in its workspace, also when two are added at once", async () => {
    const both = await Promise.all([saveMcpServer(actor, body()), saveMcpServer(actor, body())]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both).toContainEqual({ ok: false, reason: "taken_label" });
  });

  test.each([
    ["http://169.254.169.254/mcp", true, "metadata_address"],
    ["http://127.0.0.1/mcp", false, "local_address"],
    ["https://a:b@example.com/mcp", false, "url_with_credentials"],
    ["http://93.184.215.14/mcp", false, "not_https"],
    ["https://example.com/mcp#x", false, "invalid_url"],
  ] as const)("at %s is refused", async (url, allowLocal, reason) => {
    expect(await saveMcpServer(actor, body({ url, allowLocal }))).toEqual({ ok: false, reason });
  });

  test.each([
    "Host: x",
    "Cookie: a=b",
    "Mcp-Session-Id: 1",
    "Content-Type: text/html",
    "Connection: close",
    "no colon",
    ": empty",
    "X-A: b\u0000c",
    "X-Ä: b",
    "Proxy-Authorization: x",
    Array.from({ length: 21 }, (_, i) => `X-${i}: a`).join("\n"),
  ])("with the headers %j is refused", (headers) => {
    const parsed = SaveMcpServerBody.safeParse({ ...body(), headers });
    expect(parsed.error?.issues[0]?.path).toEqual(["headers"]);
  });
});

import { once } from "node:events";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { revokeKey } from "@/lib/keys/mutations";
import { prisma } from "@/lib/prisma";
import { forgetProcessState } from "@/lib/process-state";
import { sessionCookie } from "@/tests/auth/session-cookie";
import { gates, provider, usageOf } from "@/tests/http/chat";
import { customModel } from "@/tests/http/provider";
import { listen, type Talk, talk } from "@/tests/http/socket";
import { until } from "@/tests/http/until";
import { assertStreamGrammar } from "@/tests/responses/grammar";
import { startKeyBus, stopKeyBus } from "../bus";
import { drain } from "../drain";
import { connections } from "./connections";
import { SOCKET_LIMITS } from "./limits";

afterAll(() => provider.close());

const HELLO = { type: "response.create", model: customModel("hello"), input: "Hi" };
const ENDLESS = { ...HELLO, model: customModel("endless"), text: { format: { type: "json_object" } } };
const SILENT = { ...HELLO, model: customModel("silent") };
const PATH = "/v1/embed/responses";

async function begun({ say, next }: Talk, message: unknown): Promise<string> {
  say(message);
  const created = await next();
  expect(created.type).toBe("response.created");
  return created.response?.id ?? "";
}

/** The status that a response has once its work has ended, which it does within two seconds. */
async function endedStatusOf(id: string): Promise<string | undefined> {
  return until(
    async () => (await prisma().response.findFirst({ where: { id } }))?.status,
    (status) => status !== "in_progress",
    2_000,
  );
}

describe("the end of a connection", () => {
  test.each([
    ["says goodbye", (socket: WebSocket) => socket.close()],
    ["hangs up", (socket: WebSocket) => socket.terminate()],
  ])("a client that %s ends the work within a second", async (_how, leave) => {
    const server = await listen();
    const client = await talk(server);
    provider.left.delete("endless");
    const askedBefore = provider.asked.length;
    const id = await begun(client, ENDLESS);
    await until(() => provider.asked.length > askedBefore, Boolean, 10_000);
    leave(client.socket);
    await until(() => provider.left.has("endless"), Boolean, 1_000);
    expect(provider.left.has("endless")).toBe(true);
    expect(await endedStatusOf(id)).toBe("cancelled");
    const [row] = await until(
      () => usageOf(server.actor.workspaceId),
      (rows) => rows.length > 0,
      2_000,
    );
    expect(row?.status).toBe(499);
  });

  test("a client that says goodbye without hanging up ends the work as well", async () => {
    const server = await listen();
    const client = await talk(server);
    const id = await begun(client, SILENT);
    // The frame alone: the library would hang up.
    Reflect.get(client.socket, "_socket").write(Buffer.from([0x88, 0x80, 0, 0, 0, 0]));
    Reflect.get(client.socket, "_socket").pause();
    expect(await endedStatusOf(id)).toBe("cancelled");
  });

  test("a revoked key ends what runs with an error, and the connection; an idle one is told as well", async () => {
    await startKeyBus();
    onTestFinished(stopKeyBus);
    const server = await listen();
    const [busy, idle] = [await talk(server), await talk(server)];
    await begun(busy, SILENT);
    await revokeKey(server.actor, server.key.id);
    const told = { error: { code: "invalid_api_key" }, status: 403 };
    expect(await busy.closed).toEqual({ code: 1008, reason: "invalid_api_key" });
    expect(assertStreamGrammar(busy.heard).status).toBe("failed");
    expect(busy.heard.at(-2)).toMatchObject({ type: "error", ...told });
    expect(await idle.closed).toEqual({ code: 1008, reason: "invalid_api_key" });
    expect(idle.heard).toEqual([expect.objectContaining({ type: "error", status: 403, error: expect.objectContaining(told.error) })]);
  });

  test("a session that ended gets no more responses", async () => {
    const { host } = await listen();
    const cookie = await sessionCookie();
    const socket = new WebSocket(`ws://${host}${PATH}`, { headers: { cookie, origin: `http://${host}` } });
    onTestFinished(() => socket.terminate());
    await once(socket, "open");
    await prisma().session.updateMany({ data: { endedAt: new Date() } });
    forgetProcessState("sessions");
    const closed = once(socket, "close");
    socket.send(JSON.stringify(HELLO));
    const [message] = await once(socket, "message");
    expect(JSON.parse(String(message))).toMatchObject({ type: "error", status: 403 });
    expect((await closed)[0]).toBe(1008);
  });

  test("a connection that is old enough says so and closes; what runs then still ends", async () => {
    const server = await listen({ lifetimeMs: 2_500 });
    const [idle, busy] = [await talk(server), await talk(server)];
    await begun(busy, { ...HELLO, model: customModel("gated") });
    expect(await idle.closed).toEqual({ code: 1000, reason: "websocket_connection_limit_reached" });
    const limit = { type: "error", status: 400, error: expect.objectContaining({ code: "websocket_connection_limit_reached" }) };
    expect(idle.heard).toEqual([limit]);
    await until(() => gates.length, Boolean, 5_000);
    for (const open of gates.splice(0)) open();
    await busy.closed;
    expect(assertStreamGrammar(busy.heard.slice(0, -1)).status).toBe("completed");
    expect(busy.heard.at(-1)).toEqual(limit);
  });

  test("a peer that does not answer pings is cut off, one that does is not", async () => {
    const server = await listen({ pingMs: 1_000 });
    const dead = new WebSocket(`ws://${server.host}${PATH}`, { headers: { authorization: `Bearer ${server.secret}` }, autoPong: false });
    onTestFinished(() => dead.terminate());
    const closed = once(dead, "close");
    await once(dead, "open");
    const alive = await talk(server);
    expect((await closed)[0]).toBe(1006);
    await sleep(2_500);
    expect(alive.socket.readyState).toBe(WebSocket.OPEN);
  });

  test.each([
    ["too large", (socket: WebSocket) => socket.send("x".repeat(5_000)), 413, "body_too_large", 1009],
    ["no UTF-8", (socket: WebSocket) => socket.send(Buffer.from([0xff, 0xfe]), { binary: false }), 400, "invalid_json", 1007],
    [
      "no WebSocket",
      (socket: WebSocket) => Reflect.get(socket, "_socket").write(Buffer.from([0xff, 0xff, 0xff, 0xff])),
      400,
      "invalid_request",
      1002,
    ],
  ])("a message that is %s: an error frame, then the end", async (_what, send, status, code, closeCode) => {
    const { socket, heard, closed } = await talk(await listen({ messageBytesMax: 4_000 }));
    send(socket);
    expect((await closed).code).toBe(closeCode);
    expect(heard).toEqual([
      { type: "error", status, error: { code, message: expect.any(String), param: null, type: "invalid_request_error" } },
    ]);
  });

  test("a reader that stops reading is not written ahead of, and is given up", async () => {
    const server = await listen({ bufferedBytesMax: 10_000, stallMs: 300 });
    const { socket, closed } = await talk(server);
    // Three events of a response repeat its instructions.
    const large = JSON.stringify({ ...HELLO, instructions: "x".repeat(1_000_000) });
    Reflect.get(socket, "_socket").pause();
    for (let i = 0; i < 50 && connections().size > 0; i++) {
      socket.send(large);
      await sleep(100);
    }
    expect(connections().size).toBe(0);
    Reflect.get(socket, "_socket").resume();
    expect((await closed).code).toBe(1006);
  });

  test("a reader that stops reading has at most 1 MB waiting for it, however fast the model writes, and is given up", async () => {
    const server = await listen({ stallMs: 1_500 });
    const ends: Socket[] = [];
    server.server.on("connection", (end: Socket) => void ends.push(end));
    const reader = await talk(server);
    Reflect.get(reader.socket, "_socket").pause();
    reader.say({ ...HELLO, model: customModel("flood"), text: { format: { type: "json_object" } } });
    let most = 0;
    const isGone = await until(
      () => {
        most = Math.max(most, ...ends.map((end) => end.writableLength));
        return connections().size === 0;
      },
      Boolean,
      60_000,
    );
    expect(isGone).toBe(true);
    // As much as may wait did, but for the room of one more piece.
    expect(most).toBeGreaterThan(900_000);
    expect(most).toBeLessThanOrEqual(SOCKET_LIMITS.bufferedBytesMax);
  });

  test("shutting down: idle ones close at once, what runs ends first, and what is too slow is told so", async () => {
    const server = await listen();
    const [idle, brief, endless] = [await talk(server), await talk(server), await talk(server)];
    await begun(brief, { ...HELLO, model: customModel("slow") });
    await begun(endless, SILENT);
    const draining = drain(server.server, 3_000);
    onTestFinished(() => {
      forgetProcessState("shutdown");
    });
    expect((await idle.closed).code).toBe(1001);
    expect((await brief.closed).code).toBe(1001);
    expect(assertStreamGrammar(brief.heard).status).toBe("completed");
    expect((await endless.closed).code).toBe(1001);
    expect(assertStreamGrammar(endless.heard).status).toBe("failed");
    expect(endless.heard.at(-2)).toMatchObject({ type: "error", status: 503, error: { code: "service_unavailable" } });
    await draining;
    expect(
      await until(
        () => connections().size,
        (size) => size === 0,
        1_000,
      ),
    ).toBe(0);
  });
});

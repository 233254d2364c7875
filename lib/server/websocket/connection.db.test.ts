import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { startSession } from "@/lib/auth/mutations";
import { sealSessionToken } from "@/lib/auth/session-cookie";
import { newId } from "@/lib/ids";
import { startKeyBus, stopKeyBus } from "@/lib/keys/bus";
import { revokeKey } from "@/lib/keys/mutations";
import { prisma } from "@/lib/prisma";
import { createUser } from "@/lib/workspaces/mutations";
import { provider, usageOf } from "@/tests/http/chat";
import { customModel } from "@/tests/http/provider";
import { listen, refusal, type Talk, talk } from "@/tests/http/socket";
import { assertStreamGrammar } from "@/tests/responses/grammar";
import { drain } from "../drain";
import { connections } from "./connections";

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

async function statusOf(id: string): Promise<string | undefined> {
  return (await prisma().response.findFirst({ where: { id } }))?.status;
}

async function until<T>(read: () => T | Promise<T>, isRight: (value: T) => boolean, ms: number): Promise<T> {
  for (const end = Date.now() + ms; ; await sleep(20)) {
    const value = await read();
    if (isRight(value) || Date.now() > end) return value;
  }
}

describe("the handshake", () => {
  test.each([
    ["no key", {}],
    ["an unknown key", { authorization: "Bearer sk-th-nothing" }],
  ])("403 for %s, with the body of every error", async (_what, headers: Record<string, string>) => {
    const { host } = await listen();
    const { response, body } = await refusal(`ws://${host}${PATH}`, headers);
    expect(response.statusCode).toBe(403);
    expect(response.headers).toMatchObject({ "content-type": "application/json", "x-request-id": expect.stringMatching(/^req_/) });
    expect(body).toEqual({ error: { message: expect.any(String), type: "invalid_request_error", param: null, code: "invalid_api_key" } });
  });

  test.each(["/v1/embed/chat/completions", "/v1/embed/responses/resp_1", "/v1/nothing", "/keys", "/"])(
    "404 for %s, key or not",
    async (path) => {
      const { host, secret } = await listen();
      const { response, body } = await refusal(`ws://${host}${path}`, { authorization: `Bearer ${secret}` });
      expect([response.statusCode, body.error.code]).toEqual([404, "not_found"]);
    },
  );

  test("400 for one that is none, and 503 while the server is shutting down", async () => {
    const { host, secret } = await listen();
    const headers = { authorization: `Bearer ${secret}` };
    const bad = await fetch(`http://${host}${PATH}`, { headers }).then((response) => response.status);
    expect(bad).toBe(405);
    expect(
      await raw(
        host,
        `GET ${PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${secret}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
      ),
    ).toMatch(/^HTTP\/1\.1 400 .*"code":"invalid_request"/s);
    Object.assign(globalThis, { vitrineDraining: true });
    onTestFinished(() => {
      Object.assign(globalThis, { vitrineDraining: false });
    });
    const { response, body } = await refusal(`ws://${host}${PATH}`, headers);
    expect([response.statusCode, body.error.code, response.headers["retry-after"]]).toEqual([503, "service_unavailable", "1"]);
  });

  test("a session counts from the server's own pages only", async () => {
    const { host } = await listen();
    const cookie = await sessionCookie();
    const foreign: Record<string, string>[] = [
      { cookie },
      { cookie, origin: "https://evil.example" },
      { cookie, referer: `http://${host}/playground` },
      { cookie, origin: `http://${host}`, "sec-fetch-site": "cross-site" },
    ];
    for (const headers of foreign) {
      const { response, body } = await refusal(`ws://${host}${PATH}`, headers);
      expect([response.statusCode, body.error.code]).toEqual([403, "origin_not_allowed"]);
    }
    const socket = new WebSocket(`ws://${host}${PATH}`, { headers: { cookie, origin: `http://${host}` } });
    onTestFinished(() => socket.terminate());
    await once(socket, "open");
    socket.send(JSON.stringify(HELLO));
    const [first] = await once(socket, "message");
    expect(JSON.parse(String(first)).type).toBe("response.created");
  });

  test("429 for more connections of one user than there may be; one that closes makes room", async () => {
    const server = await listen({ perUserMax: 2 });
    const one = await talk(server);
    await talk(server);
    const { response, body } = await refusal(`ws://${server.host}${PATH}`, { authorization: `Bearer ${server.secret}` });
    expect([response.statusCode, body.error.code]).toEqual([429, "rate_limit_exceeded"]);
    one.socket.close();
    await one.closed;
    await until(
      () => connections().size,
      (size) => size < 2,
      1_000,
    );
    await talk(server);
  });

  test("another protocol that is offered is not taken, and the request is answered, body and all", async () => {
    const { host, secret } = await listen();
    const body = JSON.stringify({ model: HELLO.model, input: "Hi" });
    const head = `POST ${PATH} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\nAuthorization: Bearer ${secret}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    expect(await raw(host, `${head}${body}`)).toMatch(/^HTTP\/1\.1 200 .*"status":"completed"/s);
    expect(await raw(host, head, body)).toMatch(/^HTTP\/1\.1 200 .*"status":"completed"/s);
  });
});

describe("the end of a connection", () => {
  test.each([
    ["says goodbye", (socket: WebSocket) => socket.close()],
    ["hangs up", (socket: WebSocket) => socket.terminate()],
  ])("a client that %s ends the work within a second", async (_how, leave) => {
    const server = await listen();
    const client = await talk(server);
    const id = await begun(client, ENDLESS);
    provider.left.delete("endless");
    leave(client.socket);
    await until(() => provider.left.has("endless"), Boolean, 1_000);
    expect(provider.left.has("endless")).toBe(true);
    expect(
      await until(
        () => statusOf(id),
        (status) => status !== "in_progress",
        2_000,
      ),
    ).toBe("cancelled");
    const [row] = await until(
      () => usageOf(server.actor.workspaceId),
      (rows) => rows.length > 0,
      2_000,
    );
    expect(row?.status).toBe(499);
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
    Object.assign(globalThis, { vitrineSessions: undefined });
    const closed = once(socket, "close");
    socket.send(JSON.stringify(HELLO));
    const [message] = await once(socket, "message");
    expect(JSON.parse(String(message))).toMatchObject({ type: "error", status: 403 });
    expect((await closed)[0]).toBe(1008);
  });

  test("a connection that is old enough says so and closes; what runs then still ends", async () => {
    const server = await listen({ lifetimeMs: 400 });
    const [idle, busy] = [await talk(server), await talk(server)];
    await sleep(200);
    await begun(busy, { ...HELLO, model: customModel("slow") });
    expect(await idle.closed).toEqual({ code: 1000, reason: "websocket_connection_limit_reached" });
    const limit = { type: "error", status: 400, error: expect.objectContaining({ code: "websocket_connection_limit_reached" }) };
    expect(idle.heard).toEqual([limit]);
    await busy.closed;
    expect(assertStreamGrammar(busy.heard.slice(0, -1)).status).toBe("completed");
    expect(busy.heard.at(-1)).toEqual(limit);
  });

  test("a peer that does not answer pings is cut off, one that does is not", async () => {
    const server = await listen({ pingMs: 150 });
    const dead = new WebSocket(`ws://${server.host}${PATH}`, { headers: { authorization: `Bearer ${server.secret}` }, autoPong: false });
    onTestFinished(() => dead.terminate());
    const closed = once(dead, "close");
    await once(dead, "open");
    const alive = await talk(server);
    expect((await closed)[0]).toBe(1006);
    await sleep(400);
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

  test("shutting down: idle ones close at once, what runs ends first, and what is too slow is told so", async () => {
    const server = await listen();
    const [idle, brief, endless] = [await talk(server), await talk(server), await talk(server)];
    await begun(brief, { ...HELLO, model: customModel("slow") });
    await begun(endless, SILENT);
    const draining = drain(server.server, 1_200);
    onTestFinished(() => {
      Object.assign(globalThis, { vitrineDraining: false });
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

async function sessionCookie(): Promise<string> {
  const created = await createUser({ email: `${newId("usr").toLowerCase()}@example.com` });
  if (!created.ok) throw new Error(created.reason);
  const userId = created.user.id;
  const sessionId = (await startSession({ userId, method: "password", ip: null, userAgent: null, replaces: null })) ?? "";
  return `next-auth.session-token=${await sealSessionToken({ sessionId, userId }, 60)}`;
}

/** What comes back for these bytes, sent a moment apart, until nothing more does. */
async function raw(host: string, ...pieces: string[]): Promise<string> {
  const socket = connect(Number(host.split(":")[1]), "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  let text = "";
  socket.on("data", (bytes) => {
    text += bytes.toString();
  });
  for (const piece of pieces) {
    socket.write(piece);
    await sleep(30);
  }
  await until(
    () => text,
    (soFar) => soFar.includes("\r\n\r\n"),
    5_000,
  );
  await sleep(50);
  return text;
}

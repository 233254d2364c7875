import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { forgetProcessState, processState } from "@/lib/process-state";
import { sessionCookie } from "@/tests/auth/session-cookie";
import { provider } from "@/tests/http/chat";
import { customModel } from "@/tests/http/provider";
import { listen, refusal, talk } from "@/tests/http/socket";
import { until } from "@/tests/http/until";
import { connections } from "./connections";

afterAll(() => provider.close());

const HELLO = { type: "response.create", model: customModel("hello"), input: "Hi" };
const PATH = "/v1/embed/responses";

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

  test("where pages take WebSockets, they get their own and never the API's", async () => {
    const taken: string[] = [];
    const { host, secret } = await listen({}, (request, socket) => {
      taken.push(request.url ?? "");
      socket.end("HTTP/1.1 418 Teapot\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}");
    });
    const headers = { authorization: `Bearer ${secret}` };
    expect((await refusal(`ws://${host}/_next/hmr?id=1`, headers)).response.statusCode).toBe(418);
    expect((await refusal(`ws://${host}/v1/nothing`, headers)).response.statusCode).toBe(404);
    expect(taken).toEqual(["/_next/hmr?id=1"]);
  });

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
    processState("shutdown", () => ({ isDraining: false }))().isDraining = true;
    onTestFinished(() => {
      forgetProcessState("shutdown");
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

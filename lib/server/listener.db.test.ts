import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod/v4";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { EventStream, frame } from "@/lib/http/sse";
import { prisma } from "@/lib/prisma";
import { forgetProcessState, processState } from "@/lib/process-state";
import { newActor, newKey } from "@/tests/keys/fixture";
import { startKeyBus, stopKeyBus } from "./bus";
import { drain } from "./drain";
import { createListener } from "./listener";
import { writeAnswer } from "./native-answer";

const ok: ApiRoute = apiRoute({ method: "POST", path: "/v1/embed/ok", handle: async () => ({ ok: true }) });

function streaming(frames: () => AsyncIterable<string>): ApiRoute {
  const handle = async () => new EventStream(frames(), (error) => frame(JSON.stringify(error.toBody())));
  return apiRoute({ method: "POST", path: "/v1/embed/stream", handle });
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

async function open(...routes: ApiRoute[]): Promise<{ server: Server; port: number; authorization: string }> {
  const server = createListener({ routes, pages: async (request, response) => void response.end(`page ${request.url}`) });
  const { secret } = await newKey(await newActor());
  return { server, port: await listen(server), authorization: `Authorization: Bearer ${secret}` };
}

/** A client of bytes: what it got so far is in `text()`. */
async function dial(port: number): Promise<{ socket: Socket; text: () => string; closed: Promise<void> }> {
  const socket = connect(port, "127.0.0.1");
  let received = "";
  socket.on("data", (bytes) => {
    received += bytes.toString();
  });
  socket.on("error", () => {});
  const closed = new Promise<void>((resolve) => {
    socket.on("close", () => resolve());
  });
  onTestFinished(() => void socket.destroy());
  return { socket, text: () => received, closed };
}

async function until(condition: () => boolean, ms = 3_000): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(10)) if (condition()) return;
  throw new Error(`not within ${ms} ms`);
}

async function exchange(port: number, request: string): Promise<string> {
  const { socket, text } = await dial(port);
  socket.write(request);
  await until(() => text().includes("\r\n\r\n"));
  await sleep(30);
  return text();
}

describe("the native server", () => {
  test("two Authorization headers are no credential, though each alone would be", async () => {
    const { port, authorization } = await open(ok);
    const head = "POST /v1/embed/ok HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n";
    expect(await exchange(port, `${head}${authorization}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
    expect(await exchange(port, `${head}${authorization}\r\n${authorization}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 403 /);
  });

  test("the absolute form of a request counts by its path", async () => {
    const { port, authorization } = await open(ok);
    const answer = await exchange(
      port,
      `POST http://evil.example/v1/embed/ok?x HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n${authorization}\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  test.each(["TRACE", "PROPFIND", "LOCK"])("405 for %s, for the API and for pages", async (method) => {
    const { port } = await open(ok);
    for (const path of ["/v1/embed/ok", "/keys"]) {
      const answer = await exchange(port, `${method} ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 405 /);
      expect(answer).toContain('"code":"method_not_allowed"');
    }
  });

  test.each(["/sign-in/link/%", "/playground/%E0%A4%A", "/api/auth/%", "/components/pictures/%zz", "/./v1/%", "http://x/%ff"])(
    "400 for a page's address that is no percent-encoding: %s",
    async (target) => {
      const { port } = await open(ok);
      const asked = await exchange(port, `GET ${target} HTTP/1.1\r\nHost: x\r\n\r\n`);
      expect(asked).toMatch(/^HTTP\/1\.1 400 /);
      expect(asked).toContain('"code":"invalid_request"');
      const shown = await exchange(port, `GET ${target} HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\n\r\n`);
      expect(shown).toMatch(/^HTTP\/1\.1 400 [^]*<h1>This address is not complete<\/h1>/);
    },
  );

  test("400 for what is no address, and for a host that is named twice or is none, of pages and of the API", async () => {
    const { port } = await open(ok);
    for (const target of ["*", "keys", "?x", "ftp://x/keys", "http://"]) {
      expect(await exchange(port, `GET ${target} HTTP/1.1\r\nHost: x\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
    }
    for (const host of ["Host: x\r\nHost: y", "Host: a b", "Host: [::", "Host: a@b", "Host: a/b"]) {
      for (const path of ["/keys", "/v1/embed/ok"]) {
        expect(await exchange(port, `GET ${path} HTTP/1.1\r\n${host}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
      }
    }
    for (const host of ["Host:", "Host: a_b.example:80", "Host: [::1]:3000", "Host: xn--bcher-kva.example"]) {
      expect(await exchange(port, `GET /keys HTTP/1.1\r\n${host}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
    }
  });

  test("CONNECT is refused, OPTIONS * answered; a page asked for by its whole address gets its path", async () => {
    const { port } = await open(ok);
    expect(await exchange(port, "CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n")).toMatch(/^HTTP\/1\.1 405 /);
    expect(await exchange(port, "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n")).toMatch(/^HTTP\/1\.1 204 /);
    expect(await exchange(port, "GET http://other/keys?x=1 HTTP/1.1\r\nHost: x\r\n\r\n")).toContain("page /keys?x=1");
    expect(await exchange(port, "GET http://other?x=1 HTTP/1.1\r\nHost: x\r\n\r\n")).toContain("page /?x=1");
  });

  test("everything else is the pages', health checks excepted", async () => {
    const { port } = await open(ok);
    expect(await (await fetch(`http://127.0.0.1:${port}/keys?x=1`)).text()).toBe("page /keys?x=1");
    expect(await (await fetch(`http://127.0.0.1:${port}/v10`)).text()).toBe("page /v10");
    expect(await (await fetch(`http://127.0.0.1:${port}/healthz`)).json()).toEqual({ status: "ok" });
  });

  test("what is no HTTP, or has too large headers, gets an error in the API's form and loses its connection", async () => {
    const { port } = await open(ok);
    const nonsense = await exchange(port, "HELLO\r\n\r\n");
    expect(nonsense).toContain("x-content-type-options: nosniff");
    expect(nonsense).toMatch(/^HTTP\/1\.1 400 /);
    expect(JSON.parse(nonsense.split("\r\n\r\n")[1] ?? "").error).toMatchObject({ type: "invalid_request_error", param: null });
    expect(await exchange(port, `GET /v1 HTTP/1.1\r\nHost: x\r\nA: ${"x".repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
    expect(
      await exchange(port, "POST /v1/embed/ok HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"),
    ).toMatch(/^HTTP\/1\.1 400 /);
  });

  test("a client that asks before it sends (100-continue) is refused before it has sent, or told to go on", async () => {
    const echo = apiRoute({ method: "POST", path: "/v1/embed/echo", body: z.object({ a: z.number() }), handle: async ({ body }) => body });
    const { port, authorization } = await open(echo);
    const head =
      "POST /v1/embed/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 7\r\nExpect: 100-continue\r\n";
    expect(await exchange(port, `${head}\r\n`)).toMatch(/^HTTP\/1\.1 403 /);
    const { socket, text } = await dial(port);
    socket.write(`${head}${authorization}\r\n\r\n`);
    await until(() => text().startsWith("HTTP/1.1 100 Continue"));
    socket.write('{"a":1}');
    await until(() => text().endsWith('{"a":1}'));
  });

  test("a body that never ends is answered, and cut off within seconds", async () => {
    const { port } = await open(ok);
    const { socket, text, closed } = await dial(port);
    socket.write("POST /v1/embed/ok HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    const drip = setInterval(() => socket.write("1\r\na\r\n"), 50);
    onTestFinished(() => clearInterval(drip));
    await until(() => text().startsWith("HTTP/1.1 403 "));
    expect(await Promise.race([closed.then(() => "closed"), sleep(8_000, "open")])).toBe("closed");
  });

  test("a client that leaves in the middle of its body leaves no error behind", async () => {
    const { port, authorization } = await open(ok);
    const { socket } = await dial(port);
    socket.write(`POST /v1/embed/ok HTTP/1.1\r\nHost: x\r\n${authorization}\r\nContent-Length: 100\r\n\r\nabc`);
    await sleep(50);
    socket.destroy();
    await sleep(50);
    expect(await (await fetch(`http://127.0.0.1:${port}/healthz`)).json()).toEqual({ status: "ok" });
  });

  test("a reader that stops reading is not written ahead of, and is given up", async () => {
    let produced = 0;
    let isReleased = false;
    async function* flood() {
      try {
        for (; ; produced++) yield "x".repeat(65_536);
      } finally {
        isReleased = true;
      }
    }
    const server = createServer(
      (request, response) =>
        void writeAnswer(request, response, { status: 200, headers: {}, body: flood() }, { stallMs: 300, lingerMs: 100 }),
    );
    const port = await listen(server);
    const { socket, closed } = await dial(port);
    socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    await sleep(20);
    socket.pause();
    await until(() => isReleased);
    expect(produced * 65_536).toBeLessThan(20_000_000);
    socket.resume();
    await closed;
  });
});

describe("draining", () => {
  test("running streams finish, new connections are refused, and what is too slow is told so", async () => {
    let finish = () => {};
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    async function* short() {
      yield frame("1");
      await gate;
      yield frame("2");
    }
    async function* forever() {
      yield frame("1");
      await new Promise(() => {});
    }
    const slow = streaming(forever);
    const { server, port, authorization } = await open(streaming(short), { ...slow, path: "/v1/embed/forever" });
    const ask = (path: string) =>
      fetch(`http://127.0.0.1:${port}${path}`, {
        method: "POST",
        headers: { authorization: authorization.slice("Authorization: ".length) },
      });
    const [quick, stuck] = await Promise.all([ask("/v1/embed/stream"), ask("/v1/embed/forever")]);
    const draining = drain(server, 600);
    onTestFinished(() => {
      forgetProcessState("shutdown");
    });
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow("fetch failed");
    finish();
    expect(await quick.text()).toBe("data: 1\n\ndata: 2\n\n");
    expect(await stuck.text()).toMatch(/^data: 1\n\ndata: \{"error":\{.*"code":"service_unavailable"\}\}\n\n$/);
    await draining;
  });
});

describe("GET /readyz", () => {
  test("503 with each check until migrations are recorded and the key bus listens; then 200; 503 again while draining", async () => {
    const { port } = await open(ok);
    const ask = async () => {
      const response = await fetch(`http://127.0.0.1:${port}/readyz`);
      return [response.status, (await response.json()).checks];
    };
    await prisma().$executeRaw`UPDATE _prisma_migrations SET finished_at = NULL`;
    expect(await ask()).toEqual([503, { database: true, migrations: false, key_bus: false, accepting: true }]);
    await prisma().$executeRaw`UPDATE _prisma_migrations SET finished_at = now()`;
    await startKeyBus();
    onTestFinished(stopKeyBus);
    expect(await ask()).toEqual([200, { database: true, migrations: true, key_bus: true, accepting: true }]);
    processState("shutdown", () => ({ isDraining: false }))().isDraining = true;
    onTestFinished(() => {
      forgetProcessState("shutdown");
    });
    expect(await ask()).toEqual([503, { database: true, migrations: true, key_bus: true, accepting: false }]);
  });
});

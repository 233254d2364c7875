import { once } from "node:events";
import { connect } from "node:net";
import { Worker } from "node:worker_threads";
import { gzipSync } from "node:zlib";
import { describe, expect, onTestFinished, test } from "vitest";
import { sendEvents, startProvider } from "@/tests/upstream/provider-server";
import { DEFAULT_LIMITS, type Limits, postForEvents } from "./transport";
import { singly } from "@/tests/generation/batches";

const never = new AbortController().signal;

async function read(url: string, limits: Partial<Limits> = {}, signal: AbortSignal = never): Promise<string[]> {
  const seen: string[] = [];
  const endpoint = { name: "The provider", setting: "PROVIDER_KEY", url, headers: { authorization: "Bearer sk-provider-secret" } };
  for await (const event of singly(postForEvents(endpoint, { a: 1 }, signal, { ...DEFAULT_LIMITS, ...limits }))) seen.push(event.data);
  return seen;
}

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => "no failure",
    (error: unknown) => error,
  );
}

describe("an error status", () => {
  test.each([
    [401, "upstream_auth_error"],
    [403, "upstream_auth_error"],
    [400, "upstream_rejected"],
    [404, "model_not_found"],
    [429, "upstream_overloaded"],
    [500, "upstream_failed"],
    [503, "upstream_overloaded"],
    [504, "upstream_timeout"],
    [529, "upstream_overloaded"],
    [418, "upstream_failed"],
  ])("%i becomes %s", async (status, code) => {
    const provider = await startProvider((_, response) =>
      response.writeHead(status, { "retry-after-ms": "1" }).end('{"error":{"message":"Because."}}'),
    );
    expect(await failureOf(read(provider.url))).toMatchObject({ code });
  });

  test("401: neither our key nor the provider's text reaches the message", async () => {
    const provider = await startProvider((_, response) =>
      response.writeHead(401).end('{"error":{"message":"Incorrect key sk-pro***ret"}}'),
    );
    const error = await failureOf(read(provider.url));
    expect(error).toMatchObject({ message: "The provider refused this server's credentials. Check PROVIDER_KEY." });
  });

  test("400: the provider says what to change", async () => {
    const provider = await startProvider((_, response) => response.writeHead(400).end('[{"error":{"message":"temperature is too high"}}]'));
    expect(await failureOf(read(provider.url))).toMatchObject({ message: "The provider refused the request: temperature is too high" });
  });

  test("a page of HTML with 200 is an error that names the setting", async () => {
    const provider = await startProvider((_, response) =>
      response.writeHead(200, { "content-type": "text/html" }).end("<html>Welcome</html>"),
    );
    expect(await failureOf(read(provider.url))).toMatchObject({
      code: "upstream_failed",
      message: expect.stringContaining("PROVIDER_KEY"),
    });
  });

  test("a redirect is not followed, so the key stays with its host", async () => {
    const other = await startProvider((_, response) => sendEvents(response, ["stolen"]));
    const provider = await startProvider((_, response) => response.writeHead(307, { location: other.url }).end());
    expect(await failureOf(read(provider.url))).toMatchObject({ code: "upstream_failed" });
    expect(other.requests).toEqual([]);
  });
});

describe("retries", () => {
  test("429 with retry-after, then success: answered, two requests", async () => {
    const provider = await startProvider((_, response, count) =>
      count === 1 ? response.writeHead(429, { "retry-after": "0" }).end() : sendEvents(response, ["fine"]),
    );
    expect(await read(provider.url)).toEqual(["fine"]);
    expect(provider.requests).toHaveLength(2);
  });

  test("at most two retries, none for a refused request, none when told to wait long", async () => {
    const failing = await startProvider((_, response) => response.writeHead(500, { "retry-after-ms": "1" }).end());
    await failureOf(read(failing.url));
    expect(failing.requests).toHaveLength(3);
    const refusing = await startProvider((_, response) => response.writeHead(400).end());
    await failureOf(read(refusing.url));
    expect(refusing.requests).toHaveLength(1);
    const patient = await startProvider((_, response) => response.writeHead(429, { "retry-after": "60" }).end());
    expect(await failureOf(read(patient.url))).toMatchObject({ code: "upstream_overloaded", retryAfterMs: 60_000 });
    expect(patient.requests).toHaveLength(1);
  });

  test("never after the first byte", async () => {
    const provider = await startProvider((_, response) => {
      sendEvents(response, ["first"], { end: false });
      setTimeout(() => response.destroy(), 20);
    });
    expect(await failureOf(read(provider.url))).toMatchObject({ code: "upstream_failed" });
    expect(provider.requests).toHaveLength(1);
  });

  test("nobody listening: upstream_failed", async () => {
    expect(await failureOf(read("http://127.0.0.1:9", { retriesMax: 0 }))).toMatchObject({ code: "upstream_failed" });
  });
});

describe("time and size", () => {
  test("a host that never accepts: upstream_failed, within 15 seconds, long before the first byte would be missed", async () => {
    const url = await startDeaf();
    const before = performance.now();
    const limits = { retriesMax: 0, firstByteTimeoutMs: 100_000 };
    expect(await failureOf(read(url, limits))).toMatchObject({ code: "upstream_failed", message: "The provider cannot be reached." });
    expect(performance.now() - before).toBeLessThan(45_000);
  }, 90_000);

  test("no first byte in time: upstream_timeout", async () => {
    const provider = await startProvider(() => {});
    expect(await failureOf(read(provider.url, { firstByteTimeoutMs: 50 }))).toMatchObject({ code: "upstream_timeout" });
  });

  test("a stall between events: upstream_timeout", async () => {
    const provider = await startProvider((_, response) => sendEvents(response, ["first"], { end: false }));
    expect(await failureOf(read(provider.url, { idleTimeoutMs: 50 }))).toMatchObject({ code: "upstream_timeout" });
  });

  test("a slow consumer is not the provider's silence", async () => {
    const provider = await startProvider((_, response) => sendEvents(response, ["one", "two"]));
    const seen: string[] = [];
    const endpoint = { name: "P", setting: "S", url: provider.url, headers: {} };
    for await (const event of singly(postForEvents(endpoint, {}, never, { ...DEFAULT_LIMITS, idleTimeoutMs: 30 }))) {
      seen.push(event.data);
      await new Promise((resolve) => setTimeout(resolve, 80));
    }
    expect(seen).toEqual(["one", "two"]);
  });

  test("an endless event, plain or compressed, is given up at the size limit", async () => {
    const plain = await startProvider((_, response) => sendEvents(response, ["x".repeat(300_000)]));
    expect(await failureOf(read(plain.url, { eventCharsMax: 100_000 }))).toMatchObject({ code: "upstream_failed" });
    const bomb = await startProvider((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream", "content-encoding": "gzip" });
      response.end(gzipSync(Buffer.alloc(50_000_000, "data: ")));
    });
    expect(await failureOf(read(bomb.url, { eventCharsMax: 100_000 }))).toMatchObject({ code: "upstream_failed" });
  });
});

describe("an abort", () => {
  test("reaches the provider at once and rethrows its reason", async () => {
    const controller = new AbortController();
    let before = 0;
    const provider = await startProvider((_, response) => {
      sendEvents(response, ["first"], { end: false });
      before = performance.now();
      controller.abort(new Error("the client left"));
    });
    const reading = failureOf(read(provider.url, {}, controller.signal));
    await provider.disconnected;
    expect(performance.now() - before).toBeLessThan(5_000);
    expect(await reading).toMatchObject({ message: "the client left" });
  });

  test("breaking out of the loop closes the connection", async () => {
    const provider = await startProvider((_, response) => sendEvents(response, ["first"], { end: false }));
    const endpoint = { name: "P", setting: "S", url: provider.url, headers: {} };
    for await (const _ of postForEvents(endpoint, {}, never)) break;
    await expect(provider.disconnected).resolves.toBeUndefined();
  });
});

/** Listens, but takes no connection: its thread sleeps and the queue in front of it is full. */
async function startDeaf(): Promise<string> {
  const code = `
    const { parentPort } = require("node:worker_threads");
    const server = require("node:net").createServer().listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
      parentPort.postMessage(server.address().port);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    });`;
  const worker = new Worker(code, { eval: true });
  const [port] = (await once(worker, "message")) as [number];
  const waiting = Array.from({ length: 8 }, () => connect(port, "127.0.0.1").on("error", () => {}));
  onTestFinished(async () => {
    for (const socket of waiting) socket.destroy();
    await worker.terminate();
  });
  await Promise.race(waiting.map((socket) => once(socket, "connect")));
  return `http://127.0.0.1:${port}`;
}

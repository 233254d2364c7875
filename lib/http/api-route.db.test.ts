import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { z } from "zod/v4";
import { ApiError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { revokeKey } from "@/lib/keys/mutations";
import { prisma } from "@/lib/prisma";
import { flushUsage } from "@/lib/usage/recorder";
import { newActor, newKey } from "@/tests/keys/fixture";
import { openTransport, TRANSPORTS, type Transport } from "@/tests/http/transport";
import { type ApiRoute, apiRoute } from "./api-route";
import { BODY_BYTES_MAX } from "./body";
import { EventStream, frame } from "./sse";

const REQUEST_ID = /^req_[0-9A-Za-z]{24}$/;

const echo: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/embed/echo",
  body: z.strictObject({ text: z.string().max(10_000_000), extra: z.unknown().optional() }),
  handle: async ({ body }) => ({ text: body.text }),
});

const show: ApiRoute = apiRoute({ method: "GET", path: "/v1/embed/things/*id", handle: async ({ params }) => ({ id: params.id }) });

/** Says "one", then does what `then` does. */
function streaming(then: () => Promise<void>, onSignal: (signal: AbortSignal) => void = () => {}): ApiRoute {
  return apiRoute({
    method: "POST",
    path: "/v1/embed/stream",
    async handle({ signal }) {
      onSignal(signal);
      async function* frames() {
        yield frame('"one"');
        await then();
        yield frame('"two"');
      }
      return new EventStream(frames(), (error) => frame(JSON.stringify(error.toBody())));
    },
  });
}

async function authorized(): Promise<{ authorization: string; actor: Awaited<ReturnType<typeof newActor>>; keyId: string }> {
  const actor = await newActor();
  const { secret, key } = await newKey(actor);
  return { authorization: `Bearer ${secret}`, actor, keyId: key.id };
}

function post(transport: Transport, path: string, body: BodyInit, headers: Record<string, string>): Promise<Response> {
  return transport.fetch(`${transport.origin}${path}`, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...headers },
  });
}

async function usageOf(workspaceId: string) {
  await flushUsage();
  return prisma().usageRecord.findMany({ where: { workspaceId } });
}

async function within(ms: number, condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(10)) if (await condition()) return;
  throw new Error(`not within ${ms} ms`);
}

describe.each(TRANSPORTS)("a route over the %s transport", (name) => {
  test("200: the answer is JSON, not stored by anyone, with a request id that is in the usage record", async () => {
    const transport = await openTransport(name, [echo]);
    const { authorization, actor, keyId } = await authorized();
    const response = await post(transport, "/v1/embed/echo", '{"text":"grüße 😀"}', { authorization });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ text: "grüße 😀" });
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("openai-processing-ms")).toMatch(/^\d+$/);
    const requestId = response.headers.get("x-request-id");
    expect(requestId).toMatch(REQUEST_ID);
    const expected = { requestId, keyId, via: "key", endpoint: "/v1/embed/echo", status: 200, errorCode: null, streamed: false };
    expect(await usageOf(actor.workspaceId)).toEqual([expect.objectContaining(expected)]);
  });

  test("a path matches with short prefix, doubled and trailing slashes, and encoded or plain slashes in an id", async () => {
    const transport = await openTransport(name, [show]);
    const { authorization } = await authorized();
    for (const path of [
      "/v1/embed/things/c1%2Fx",
      "/v1/embed/things/c1/x",
      "/v1/things/c1/x",
      "/v1//embed///things/c1%2Fx/",
      "/v1/embed/things/c1/x?q=1",
    ]) {
      const response = await transport.fetch(`${transport.origin}${path}`, { headers: { authorization } });
      expect([path, response.status, await response.json()]).toEqual([path, 200, { id: "c1/x" }]);
    }
  });

  test("404 and 405 come before the caller is asked for a key, in the API's form", async () => {
    const transport = await openTransport(name, [echo, show]);
    for (const path of ["/v1", "/v1/", "/v1/embed", "/v1/embed/nothing", "/v1/embed/echo/more", "/v1/embed/things/%E0%A4%A", "/v1/..%2f"]) {
      const response = await transport.fetch(`${transport.origin}${path}`);
      expect([path, response.status]).toEqual([path, 404]);
      expect((await response.json()).error).toMatchObject({ type: "invalid_request_error", code: "not_found", param: null });
    }
    for (const method of ["GET", "PUT", "PATCH", "DELETE", "HEAD"]) {
      const response = await transport.fetch(`${transport.origin}/v1/embed/echo`, { method });
      expect([method, response.status, response.headers.get("allow")]).toEqual([method, 405, "POST, OPTIONS"]);
      expect(await response.text()).toMatch(method === "HEAD" ? /^$/ : /"code":"method_not_allowed"/);
    }
  });

  test("a preflight is answered without a key and allows what the official client sends", async () => {
    const transport = await openTransport(name, [echo]);
    const response = await transport.fetch(`${transport.origin}/v1/embed/echo`, {
      method: "OPTIONS",
      headers: {
        origin: "https://app.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type,x-stainless-lang,x-stainless-runtime-version,x-evil",
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("access-control-allow-credentials")).toBeNull();
    const allowed = response.headers.get("access-control-allow-headers")?.split(", ");
    expect(allowed).toEqual(
      expect.arrayContaining(["authorization", "content-type", "openai-organization", "x-stainless-lang", "x-stainless-runtime-version"]),
    );
    expect(allowed).not.toContain("x-evil");
    expect(response.headers.get("access-control-allow-methods")).toContain("POST");
  });

  test("every answer, errors too, can be read by a page of another origin", async () => {
    const transport = await openTransport(name, [echo]);
    const { authorization } = await authorized();
    for (const headers of [null, { authorization }]) {
      const response = await post(transport, "/v1/embed/echo", '{"text":"a"}', headers ?? {});
      expect(response.headers.get("access-control-allow-origin")).toBe("*");
      expect(response.headers.get("access-control-expose-headers")).toContain("x-request-id");
    }
  });

  test("403: without a valid key nothing of the body is read", async () => {
    const transport = await openTransport(name, [echo]);
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          pulled++;
          await sleep(5);
          controller.enqueue(new Uint8Array(16));
        },
      },
      { highWaterMark: 0 },
    );
    const response = await transport.fetch(`${transport.origin}/v1/embed/echo`, {
      method: "POST",
      body: endless,
      headers: { "content-type": "application/json" },
      duplex: "half",
    } as RequestInit);
    expect(response.status).toBe(403);
    expect((await response.json()).error.code).toBe("invalid_api_key");
    // A socket has taken some of it by then, but the answer did not wait for the end, which never comes.
    expect(pulled).toBeLessThan(name === "web" ? 1 : 200);
  });

  test("403: a session cookie from another origin, and two Authorization headers, are no credentials", async () => {
    const transport = await openTransport(name, [echo]);
    const { authorization } = await authorized();
    const headers = new Headers({ "content-type": "application/json" });
    headers.append("authorization", authorization);
    headers.append("authorization", authorization);
    const response = await transport.fetch(`${transport.origin}/v1/embed/echo`, { method: "POST", body: '{"text":"a"}', headers });
    expect(response.status).toBe(403);
  });

  test("413: by the declared length before anything else, and by the bytes that really come", async () => {
    const transport = await openTransport(name, [echo]);
    const { authorization } = await authorized();
    const large = `{"text":"${"a".repeat(12_000_000)}"}`;
    const declared = await post(transport, "/v1/embed/echo", large, { ...(name === "web" && { "content-length": String(large.length) }) });
    expect([declared.status, (await declared.json()).error.code]).toEqual([413, "body_too_large"]);
    const streamed = new Blob([large]).stream();
    const counted = await transport.fetch(`${transport.origin}/v1/embed/echo`, {
      method: "POST",
      body: streamed,
      headers: { authorization, "content-type": "application/json" },
      duplex: "half",
    } as RequestInit);
    expect([counted.status, (await counted.json()).error.code]).toEqual([413, "body_too_large"]);
    const fits = await post(transport, "/v1/embed/echo", `{"text":"${"a".repeat(BODY_BYTES_MAX - 11)}"}`, { authorization });
    expect(fits.status).toBe(200);
  });

  test.each([
    ["no JSON", '{"text":'],
    ["nothing", ""],
    ["a NUL byte", '{"text":"a\u0000b"}'],
    ["an escaped NUL", '{"text":"a\\u0000b"}'],
    ["an escaped NUL in a key", '{"te\\u0000xt":"a"}'],
    ["a high surrogate alone", '{"text":"\\ud800"}'],
    ["a high surrogate before another character", '{"text":"\\ud83dx"}'],
    ["a low surrogate alone", '{"text":"\\udc00"}'],
    ["invalid UTF-8", new Uint8Array([...Buffer.from('{"text":"'), 0xff, 0xfe, ...Buffer.from('"}')])],
    ["a surrogate in UTF-8", new Uint8Array([...Buffer.from('{"text":"'), 0xed, 0xa0, 0x80, ...Buffer.from('"}')])],
    ["10,000 levels", `{"text":"a","extra":${"[".repeat(10_000)}${"]".repeat(10_000)}}`],
    ["2 MB of brackets", "[".repeat(2_000_000)],
    ["a million values", `{"text":"a","extra":[${"{},".repeat(1_000_000)}0]}`],
  ])("400 invalid_json: %s", async (_what, body) => {
    const transport = await openTransport(name, [echo]);
    const { authorization } = await authorized();
    const response = await post(transport, "/v1/embed/echo", body, { authorization });
    expect([response.status, (await response.json()).error.code]).toEqual([400, "invalid_json"]);
  });

  test("415: a body that is not declared as JSON, whatever it holds", async () => {
    const transport = await openTransport(name, [echo]);
    const { authorization } = await authorized();
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonx"]) {
      const response = await post(transport, "/v1/embed/echo", '{"text":"a"}', { authorization, "content-type": type });
      expect([type, response.status, (await response.json()).error.code]).toEqual([type, 415, "unsupported_media_type"]);
    }
    const charset = await post(transport, "/v1/embed/echo", '{"text":"a"}', {
      authorization,
      "content-type": "Application/JSON; charset=utf-8",
    });
    expect(charset.status).toBe(200);
  });

  test("500: what fails inside is a fixed sentence outside, and leaves a usage record", async () => {
    const failing = apiRoute({ method: "GET", path: "/v1/embed/fail", handle: () => Promise.reject(new Error("the password is hunter2")) });
    const transport = await openTransport(name, [failing]);
    const { authorization, actor } = await authorized();
    const response = await transport.fetch(`${transport.origin}/v1/embed/fail`, { headers: { authorization } });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("hunter2");
    expect(await usageOf(actor.workspaceId)).toEqual([expect.objectContaining({ status: 500, errorCode: "internal_error" })]);
  });

  test("an error that asks for a wait says it in seconds and in milliseconds", async () => {
    const busy = apiRoute({
      method: "GET",
      path: "/v1/embed/busy",
      handle: () => Promise.reject(new ApiError("upstream_overloaded", "Busy.", { retryAfterMs: 1_200 })),
    });
    const transport = await openTransport(name, [busy]);
    const { authorization } = await authorized();
    const response = await transport.fetch(`${transport.origin}/v1/embed/busy`, { headers: { authorization } });
    expect([response.status, response.headers.get("retry-after"), response.headers.get("retry-after-ms")]).toEqual([503, "2", "1200"]);
  });

  test("a stream is sent as it comes", async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const transport = await openTransport(name, [streaming(() => gate)]);
    const { authorization, actor } = await authorized();
    const response = await post(transport, "/v1/embed/stream", "", { authorization });
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe('data: "one"\n\n');
    release();
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe('data: "two"\n\n');
    expect((await reader.read()).done).toBe(true);
    expect(await usageOf(actor.workspaceId)).toEqual([expect.objectContaining({ status: 200, streamed: true })]);
  });

  test("a stream that fails ends with the error and nothing else; the record says why", async () => {
    const transport = await openTransport(name, [streaming(() => Promise.reject(new ApiError("upstream_failed", "The provider failed.")))]);
    const { authorization, actor } = await authorized();
    const response = await post(transport, "/v1/embed/stream", "", { authorization });
    const error = '{"error":{"message":"The provider failed.","type":"server_error","param":null,"code":"upstream_failed"}}';
    expect(await response.text()).toBe(`data: "one"\n\ndata: ${error}\n\n`);
    expect(await usageOf(actor.workspaceId)).toEqual([
      expect.objectContaining({ status: 502, errorCode: "upstream_failed", streamed: true }),
    ]);
  });

  test("a client that leaves ends the work within a second, and the record says that it left", async () => {
    let seen: AbortSignal | null = null;
    const endless = streaming(
      () => new Promise(() => {}),
      (signal) => {
        seen = signal;
      },
    );
    const transport = await openTransport(name, [endless]);
    const { authorization, actor } = await authorized();
    const response = await post(transport, "/v1/embed/stream", "", { authorization });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    await reader.cancel();
    await within(1_000, () => seen?.aborted === true);
    await within(1_000, async () => (await usageOf(actor.workspaceId)).length === 1);
    expect(await usageOf(actor.workspaceId)).toEqual([expect.objectContaining({ status: 499, errorCode: "client_disconnected" })]);
  });

  test("a client that leaves before the answer ends the work within a second", async () => {
    let isAborted = false;
    const waiting = apiRoute({
      method: "POST",
      path: "/v1/embed/wait",
      handle: ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => {
            isAborted = true;
            reject(signal.reason);
          });
        }),
    });
    const transport = await openTransport(name, [waiting]);
    const { authorization, actor } = await authorized();
    const controller = new AbortController();
    const leaving = transport
      .fetch(`${transport.origin}/v1/embed/wait`, { method: "POST", headers: { authorization }, signal: controller.signal })
      .catch(() => null);
    await sleep(100);
    controller.abort();
    await within(1_000, () => isAborted);
    await leaving;
    await within(1_000, async () => (await usageOf(actor.workspaceId)).length === 1);
    expect(await usageOf(actor.workspaceId)).toEqual([expect.objectContaining({ status: 499, errorCode: "client_disconnected" })]);
  });

  test("revoking a key ends its running stream with an error within 2 seconds, even one that ignores its signal", async () => {
    const transport = await openTransport(name, [streaming(() => new Promise(() => {}))]);
    const { authorization, actor, keyId } = await authorized();
    const response = await post(transport, "/v1/embed/stream", "", { authorization });
    const startedAt = Date.now();
    expect(await revokeKey(actor, keyId)).toMatchObject({ ok: true });
    const text = await response.text();
    expect(Date.now() - startedAt).toBeLessThan(2_000);
    expect(text).toMatch(/^data: "one"\n\ndata: \{"error":\{.*"code":"invalid_api_key"\}\}\n\n$/);
    expect(await usageOf(actor.workspaceId)).toEqual([expect.objectContaining({ status: 403, errorCode: "invalid_api_key" })]);
  });

  test("an id the client chose for its request is not taken for ours", async () => {
    const transport = await openTransport(name, [echo]);
    const { authorization } = await authorized();
    const own = newId("req");
    const response = await post(transport, "/v1/embed/echo", '{"text":"a"}', { authorization, "x-request-id": own });
    expect(response.headers.get("x-request-id")).toMatch(REQUEST_ID);
    expect(response.headers.get("x-request-id")).not.toBe(own);
  });
});

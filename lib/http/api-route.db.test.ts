import { describe, expect, test } from "vitest";
import { z } from "zod/v4";
import { ApiError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { authorized, post, usageOf } from "@/tests/http/request";
import { openTransport, TRANSPORTS } from "@/tests/http/transport";
import { type ApiRoute, apiRoute } from "./api-route";
import { EventStream, frame } from "./sse";

const REQUEST_ID = /^req_[0-9A-Za-z]{24}$/;

const echo: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/embed/echo",
  body: z.strictObject({ text: z.string().max(10_000_000), extra: z.unknown().optional() }),
  handle: async ({ body }) => ({ text: body.text }),
});

const show: ApiRoute = apiRoute({ method: "GET", path: "/v1/embed/things/*id", handle: async ({ params }) => ({ id: params.id }) });

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

  test("no browser guesses another type than the one said, of JSON, of an error, of a stream", async () => {
    const stream = apiRoute({
      method: "POST",
      path: "/v1/embed/stream",
      handle: async () =>
        new EventStream(
          (async function* () {
            yield frame("1");
          })(),
          () => "",
        ),
    });
    const transport = await openTransport(name, [echo, stream]);
    const { authorization } = await authorized();
    for (const [path, body, headers, status] of [
      ["/v1/embed/echo", '{"text":"a"}', { authorization }, 200],
      ["/v1/embed/echo", "{", { authorization }, 400],
      ["/v1/embed/echo", "{}", {}, 403],
      ["/v1/embed/nothing", "{}", {}, 404],
      ["/v1/embed/stream", "", { authorization }, 200],
    ] as const) {
      const response = await post(transport, path, body, headers);
      await response.text();
      expect([path, response.status, response.headers.get("x-content-type-options")]).toEqual([path, status, "nosniff"]);
    }
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

  test("403: a session cookie from another origin, and two Authorization headers, are no credentials", async () => {
    const transport = await openTransport(name, [echo]);
    const { authorization } = await authorized();
    const headers = new Headers({ "content-type": "application/json" });
    headers.append("authorization", authorization);
    headers.append("authorization", authorization);
    const response = await transport.fetch(`${transport.origin}/v1/embed/echo`, { method: "POST", body: '{"text":"a"}', headers });
    expect(response.status).toBe(403);
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

  test("an id the client chose for its request is not taken for ours", async () => {
    const transport = await openTransport(name, [echo]);
    const { authorization } = await authorized();
    const own = newId("req");
    const response = await post(transport, "/v1/embed/echo", '{"text":"a"}', { authorization, "x-request-id": own });
    expect(response.headers.get("x-request-id")).toMatch(REQUEST_ID);
    expect(response.headers.get("x-request-id")).not.toBe(own);
  });
});

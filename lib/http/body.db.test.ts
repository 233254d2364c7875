import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { z } from "zod/v4";
import { authorized, post } from "@/tests/http/request";
import { openTransport, TRANSPORTS } from "@/tests/http/transport";
import { type ApiRoute, apiRoute } from "./api-route";
import { BODY_BYTES_MAX } from "./body";

const echo: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/embed/echo",
  body: z.strictObject({ text: z.string().max(10_000_000), extra: z.unknown().optional() }),
  handle: async ({ body }) => ({ text: body.text }),
});

describe.each(TRANSPORTS)("a body over the %s transport", (name) => {
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
});

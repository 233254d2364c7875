import { describe, expect, test } from "vitest";
import { ApiError } from "@/lib/errors";
import { revokeKey } from "@/lib/keys/mutations";
import { authorized, post, usageOf, within } from "@/tests/http/request";
import { openTransport, TRANSPORTS } from "@/tests/http/transport";
import { type ApiRoute, apiRoute } from "./api-route";
import { EventStream, frame } from "./sse";

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

describe.each(TRANSPORTS)("a stream over the %s transport", (name) => {
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
    let isBegun = false;
    let isAborted = false;
    const waiting = apiRoute({
      method: "POST",
      path: "/v1/embed/wait",
      handle: ({ signal }) =>
        new Promise((_, reject) => {
          isBegun = true;
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
    await within(10_000, () => isBegun);
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
    expect(await revokeKey(actor, keyId)).toMatchObject({ ok: true });
    const startedAt = Date.now();
    const text = await response.text();
    expect(Date.now() - startedAt).toBeLessThan(2_000);
    expect(text).toMatch(/^data: "one"\n\ndata: \{"error":\{.*"code":"invalid_api_key"\}\}\n\n$/);
    expect(await usageOf(actor.workspaceId)).toEqual([expect.objectContaining({ status: 403, errorCode: "invalid_api_key" })]);
  });
});

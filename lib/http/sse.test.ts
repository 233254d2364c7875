import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { ApiError } from "@/lib/errors";
import { EventStream, frame, guarded, HEARTBEAT } from "./sse";

const failure = (error: ApiError) => frame(error.code);

async function* slow(ms: number) {
  yield frame("1");
  await sleep(ms);
  yield frame("2");
}

async function read(stream: EventStream, options: { signal?: AbortSignal; heartbeatMs?: number } = {}) {
  const ends: (ApiError | null)[] = [];
  const read: string[] = [];
  const guard = {
    signal: new AbortController().signal,
    heartbeatMs: 15_000,
    onEnd: (error: ApiError | null) => void ends.push(error),
    ...options,
  };
  for await (const text of guarded(stream, guard)) read.push(text);
  return { read, ends };
}

describe("guarded", () => {
  test("a silent source is covered by heartbeats, a busy one is not", async () => {
    const { read: quiet } = await read(new EventStream(slow(120), failure), { heartbeatMs: 20 });
    expect(quiet.filter((text) => text === HEARTBEAT).length).toBeGreaterThanOrEqual(2);
    expect(quiet.filter((text) => text !== HEARTBEAT)).toEqual([frame("1"), frame("2")]);
    expect((await read(new EventStream(slow(5), failure), { heartbeatMs: 1_000 })).read).toEqual([frame("1"), frame("2")]);
  });

  test("the end is told once: null when all went well, else the error, which is also the last frame", async () => {
    expect(await read(new EventStream(slow(1), failure))).toEqual({ read: [frame("1"), frame("2")], ends: [null] });
    async function* failing() {
      yield frame("1");
      throw new Error("inside");
    }
    const { read: frames, ends } = await read(new EventStream(failing(), failure));
    expect(frames).toEqual([frame("1"), frame("internal_error")]);
    expect(ends).toEqual([expect.objectContaining({ code: "internal_error" })]);
  });

  test("an abort takes effect though the source never listens; the reason is the last frame", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new ApiError("service_unavailable", "Bye.")), 20);
    const startedAt = Date.now();
    const { read: frames } = await read(new EventStream(slow(2_000), failure), { signal: controller.signal });
    expect(frames).toEqual([frame("1"), frame("service_unavailable")]);
    expect(Date.now() - startedAt).toBeLessThan(1_000);
  });

  test("leaving off ends the source", async () => {
    let isReleased = false;
    async function* source() {
      try {
        for (;;) yield frame("1");
      } finally {
        isReleased = true;
      }
    }
    const ends: (ApiError | null)[] = [];
    const guard = { signal: new AbortController().signal, heartbeatMs: 15_000, onEnd: (error: ApiError | null) => void ends.push(error) };
    for await (const _frame of guarded(new EventStream(source(), failure), guard)) break;
    await sleep(1);
    expect([isReleased, ends]).toEqual([true, [null]]);
  });
});

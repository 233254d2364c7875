import { expect, test } from "vitest";
import { createSlots } from "./slots";

const never = new AbortController().signal;

/** Work that ends when it is told to. */
function work() {
  let finish = () => {};
  let isBegun = false;
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const begin = () => {
    isBegun = true;
    return done;
  };
  return { begin, finish: () => finish(), isBegun: () => isBegun };
}
const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

test("so many at once, the next in order, and no more than may wait", async () => {
  const slots = createSlots({ atOnceMax: 2, waitingMax: 2 });
  const works = [work(), work(), work(), work()];
  const runs = works.map(({ begin }) => slots.run(begin, never));
  const begun = () => works.map(({ isBegun }) => isBegun());
  await turn();
  expect(begun()).toEqual([true, true, false, false]);
  await expect(slots.run(work().begin, never)).rejects.toMatchObject({ code: "export_overloaded", status: 503, retryAfterMs: 5_000 });
  works[1]?.finish();
  await turn();
  expect(begun()).toEqual([true, true, true, false]);
  works[0]?.finish();
  await turn();
  expect(begun()).toEqual([true, true, true, true]);
  for (const { finish } of works) finish();
  await Promise.all(runs);
});

test("who leaves makes room for another, and failed work gives its place back", async () => {
  const slots = createSlots({ atOnceMax: 1, waitingMax: 1 });
  const first = work();
  const running = slots.run(first.begin, never);
  const departure = new AbortController();
  const waiting = slots.run(work().begin, departure.signal);
  departure.abort(new Error("left"));
  await expect(waiting).rejects.toThrow("left");
  const next = slots.run(() => Promise.reject(new Error("broke")), never);
  first.finish();
  await running;
  await expect(next).rejects.toThrow("broke");
  await expect(slots.run(() => Promise.resolve("done"), never)).resolves.toBe("done");
  await expect(slots.run(() => Promise.resolve(), AbortSignal.abort(new Error("gone")))).rejects.toThrow("gone");
});

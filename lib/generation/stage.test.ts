import { expect, test } from "vitest";
import { throughStage } from "./stage";

async function* batches(...all: (number[] | Error)[]): AsyncGenerator<number[]> {
  for (const one of all) {
    if (one instanceof Error) throw one;
    yield one;
  }
}

/** What leaves, batch by batch, and what it ended with. */
async function outcome<T>(source: AsyncIterable<T[]>): Promise<{ left: T[][]; failure: unknown }> {
  const left: T[][] = [];
  try {
    for await (const batch of source) left.push(batch);
    return { left, failure: null };
  } catch (failure) {
    return { left, failure };
  }
}

const doubled = (event: number, out: number[]): void => {
  if (event === 13) throw new Error("thirteen");
  if (event % 2 === 1) out.push(event, event);
};

test("a batch stays a batch, and one of which nothing becomes does not leave", async () => {
  expect(await outcome(throughStage(batches([1, 2, 3], [4, 6], [5]), { take: doubled }))).toEqual({
    left: [
      [1, 1, 3, 3],
      [5, 5],
    ],
    failure: null,
  });
});

test("what was said before a stage fails leaves before the failure, with its last words", async () => {
  const stage = { take: doubled, fail: (_: unknown, out: number[]) => void out.push(-1) };
  const { left, failure } = await outcome(throughStage(batches([1], [3, 13, 5]), stage));
  expect(left).toEqual([
    [1, 1],
    [3, 3, -1],
  ]);
  expect(failure).toMatchObject({ message: "thirteen" });
});

test("a failure of the source goes through, behind what had left", async () => {
  const gone = new Error("gone");
  const { left, failure } = await outcome(throughStage(batches([1], gone), { take: doubled }));
  expect([left, failure]).toEqual([[[1, 1]], gone]);
});

test("a stage that is over reads no further, lets go of its source, and ends in one batch", async () => {
  let isLetGo = false;
  async function* endless(): AsyncGenerator<number[]> {
    try {
      for (;;) yield [1, 7, 1];
    } finally {
      isLetGo = true;
    }
  }
  let isOver = false;
  const take = (event: number, out: number[]): void => {
    out.push(event);
    isOver = event === 7;
  };
  const left = await outcome(throughStage(endless(), { take, isOver: () => isOver, end: (out) => void out.push(0) }));
  expect(left).toEqual({ left: [[1, 7, 0]], failure: null });
  expect(isLetGo).toBe(true);
});

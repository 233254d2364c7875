import { expect, test } from "vitest";
import { inTurn } from "./in-turn";

test("one work of a line runs at a time, in order, whatever becomes of those before it; other lines don't wait", async () => {
  const seen: string[] = [];
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const first = inTurn("a", async () => {
    seen.push("begun");
    await held;
    seen.push("over");
    throw new Error("the first one failed");
  });
  const second = inTurn("a", async () => void seen.push("second"));
  await inTurn("b", async () => void seen.push("other line"));
  release();
  await expect(first).rejects.toThrow("the first one failed");
  await second;
  expect(await inTurn("a", async () => "third")).toBe("third");
  expect(seen).toEqual(["begun", "other line", "over", "second"]);
});

import { expect, test } from "vitest";
import { within } from "./within";

const never = new Promise<string>(() => {});

test("what comes in time comes, and fails as it does", async () => {
  expect(await within(Promise.resolve("here"), 60_000)).toBe("here");
  await expect(within(Promise.reject(new Error("gone")), 60_000)).rejects.toThrow("gone");
});

test("what takes longer is null, and its later failure is nobody's", async () => {
  expect(await within(never, 1)).toBeNull();
  let fail: (error: Error) => void = () => {};
  const late = new Promise<string>((_, reject) => {
    fail = reject;
  });
  expect(await within(late, 1)).toBeNull();
  fail(new Error("late"));
  await expect(late).rejects.toThrow("late");
});

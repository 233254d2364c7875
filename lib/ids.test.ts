import { expect, test } from "vitest";
import { newId, randomBase62, timeOfId } from "./ids";

test("ids hold only letters, digits and their separator, and never repeat", () => {
  const ids = Array.from({ length: 10_000 }, () => newId("msg"));
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^msg_[0-9A-Za-z]{24}$/);
  expect(newId("chatcmpl")).toMatch(/^chatcmpl-[0-9A-Za-z]{24}$/);
});

test("ids of one kind sort by the time they were made", async () => {
  const first = newId("conv");
  await new Promise((resolve) => setTimeout(resolve, 3));
  expect(first < newId("conv")).toBe(true);
});

test("an id tells when it was made", () => {
  const before = Date.now();
  const time = timeOfId("conv", newId("conv"))?.getTime() ?? 0;
  expect(time).toBeGreaterThanOrEqual(before);
  expect(time).toBeLessThanOrEqual(Date.now());
  expect(timeOfId("conv", "conv_00000001aaaaaaaaaaaaaaaa")?.getTime()).toBe(1);
  expect(timeOfId("conv", "conv_zzzzzzzzaaaaaaaaaaaaaaaa")?.getFullYear()).toBeLessThan(10_000);
  for (const other of ["", "conv_1", newId("msg"), `${newId("conv")}0`, newId("conv").replace("_", ".")])
    expect(timeOfId("conv", other)).toBeNull();
});

test("random text uses all of the alphabet alike", () => {
  const counts = new Map<string, number>();
  for (const char of randomBase62(62_000)) counts.set(char, (counts.get(char) ?? 0) + 1);
  expect(counts.size).toBe(62);
  for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(250);
});

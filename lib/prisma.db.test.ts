import { expect, test } from "vitest";
import { prisma } from "./prisma";

test("a worker's database is migrated and empty", async () => {
  expect(await prisma().user.count()).toBe(0);
});

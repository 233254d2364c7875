import { expect, test } from "vitest";
import { prisma } from "@/lib/prisma";
import { newActor } from "@/tests/keys/fixture";
import { createKey } from "./mutations";

test("changes that come at once wait for each other without a connection each: others are served meanwhile, and all are made", async () => {
  const actor = await newActor();
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  // As another process that changes keys of the workspace.
  const other = prisma().$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT id FROM workspace WHERE id = ${actor.workspaceId} FOR UPDATE`;
      await held;
    },
    { timeout: 60_000 },
  );
  const creations = Promise.all(Array.from({ length: 30 }, (_, i) => createKey(actor, { name: `k${i}` })));
  expect(await prisma().apiKey.count({ where: { workspaceId: actor.workspaceId } })).toBe(0);
  release();
  await other;
  expect((await creations).filter(({ ok }) => ok)).toHaveLength(30);
});

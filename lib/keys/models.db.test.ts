import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { prisma } from "@/lib/prisma";
import { newActor, newKey } from "@/tests/keys/fixture";
import { rotateKey } from "./mutations";
import { findKey } from "./queries";
import { verifyKey } from "./verify";

const check = (secret: string) => verifyKey(`Bearer ${secret}`, null);

test("no list of models stands for every one, an empty list for none, also in the key that follows", async () => {
  const actor = await newActor();
  for (const [models, kept] of [
    [undefined, null],
    [null, null],
    [[], []],
    [["a"], ["a"]],
  ] as const) {
    const { key, secret } = await newKey(actor, models === undefined ? {} : { models: models && [...models] });
    expect((await findKey(actor.workspaceId, key.id))?.models).toEqual(kept);
    expect(await check(secret)).toMatchObject({ via: { models: kept } });
    const next = await rotateKey(actor, key.id, 0);
    expect(next.ok && (await check(next.secret))).toMatchObject({ via: { models: kept } });
  }
});

test("keys from before lists could be empty keep what they could do", async () => {
  const migration = await readFile("prisma/migrations/20261130160000_key_models/migration.sql", "utf8");
  const statements = migration
    .replace(/^--.*$/gm, "")
    .split(";")
    .map((statement) => statement.trim());
  const rows = await prisma().$transaction(async (tx) => {
    // Stands before the real table for this connection, and goes with the transaction.
    await tx.$executeRaw`CREATE TEMPORARY TABLE api_key (id text, models text[]) ON COMMIT DROP`;
    await tx.$executeRaw`INSERT INTO api_key VALUES ('empty', '{}'), ('null', NULL), ('some', '{a}')`;
    for (const statement of statements.filter(Boolean)) await tx.$executeRawUnsafe(statement);
    return tx.$queryRaw<unknown[]>`SELECT id, every_model AS every FROM api_key ORDER BY id`;
  });
  expect(rows).toEqual([
    { id: "empty", every: true },
    { id: "null", every: true },
    { id: "some", every: false },
  ]);
});

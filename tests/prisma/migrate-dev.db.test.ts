import { execFile } from "node:child_process";
import { appendFile, cp, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

const database = `vitrine_migrate_dev_${process.pid}`;
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vitrine-migrate-dev-"));
  await cp("prisma", join(folder, "prisma"), { recursive: true, filter: (path) => !path.includes("generated") });
  await cp("prisma.config.ts", join(folder, "prisma.config.ts"));
  await cp("package.json", join(folder, "package.json"));
  for (const name of ["scripts", "node_modules"]) await symlink(resolve(name), join(folder, name));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test("migrate dev --create-only writes a migration, also on a database that has none yet", { timeout: 120_000 }, async () => {
  await appendFile(join(folder, "prisma/schema/conversation.prisma"), "\nmodel Extra {\n  id String @id\n}\n");
  const env = { ...process.env, DATABASE_URL: `${inject("postgresServer")}/${database}`, CHECKPOINT_DISABLE: "1" };
  const command = ["node_modules/prisma/build/index.js", "migrate", "dev", "--create-only", "--name", "extra"];
  const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: folder, env });
  expect(stdout).toContain("without applying it");
  const written = (await readdir(join(folder, "prisma/migrations"))).find((name) => name.endsWith("_extra"));
  const sql = await readFile(join(folder, "prisma/migrations", written ?? "", "migration.sql"), "utf8");
  expect(sql.trim()).toMatch(/^-- CreateTable\nCREATE TABLE "Extra" \([^;]*;$/);
});

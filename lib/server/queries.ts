import { prisma } from "@/lib/prisma";

/** The names of the migrations that are wholly applied; none where no migration ever ran. */
export async function listAppliedMigrations(): Promise<string[]> {
  const [table] = await prisma().$queryRaw<{ exists: boolean }[]>`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS "exists"`;
  if (!table?.exists) return [];
  const rows = await prisma().$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  return rows.map((row) => row.name);
}

/** Asks the database for nothing; rejects when it does not answer. */
export async function pingDatabase(): Promise<void> {
  await prisma().$queryRaw`SELECT 1`;
}

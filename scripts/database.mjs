import { existsSync } from "node:fs";
import { join } from "node:path";
import { home } from "./paths.mjs";
import { step } from "./report.mjs";

/**
 * Makes sure there is a migrated database, and puts its address into DATABASE_URL: the one the operator named, or the embedded one.
 * @param {ReturnType<typeof import("./shutdown.mjs").createShutdown>} shutdown gets the embedded server to stop
 * @returns {Promise<import("./postgres.mjs").Postgres | null>} the embedded server, or null
 */
export async function prepareDatabase(shutdown) {
  const embedded = process.env.DATABASE_URL ? null : await startEmbedded(shutdown);
  await step("Migrate the database", async () => {
    const { migrate } = await import("./migrate.mjs");
    const applied = await migrate(process.env.DATABASE_URL ?? "");
    return { note: applied.length === 0 ? "up to date" : `${applied.length} applied` };
  });
  return embedded;
}

async function startEmbedded(shutdown) {
  const { startPostgres } = await import("./postgres.mjs");
  const embedded = await step("Start PostgreSQL", async () => {
    const postgres = await startPostgres();
    const place = existsSync(join(home, ".data/postgres")) ? ".data/postgres" : postgres.folder;
    return { ...postgres, note: `${postgres.reused ? "was running, " : ""}data in ${place}` };
  });
  shutdown.add({ stop: embedded.stop, stopNow: embedded.stopNow });
  process.env.DATABASE_URL = `${embedded.server}/vitrine`;
  return embedded;
}

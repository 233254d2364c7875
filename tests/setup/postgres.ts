import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "../../scripts/migrate.mjs";
import { startThrowAwayPostgres } from "../../scripts/postgres.mjs";

declare module "vitest" {
  interface ProvidedContext {
    postgresServer: string;
    templateDatabase: string;
  }
}

const TEMPLATE = `vitrine_template_${process.pid}`;

/** Migrates a template database once, on TEST_POSTGRES_SERVER or a throw-away server; `database.ts` clones it for each worker. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const own = process.env.TEST_POSTGRES_SERVER ? null : await startThrowAwayPostgres();
  const server = process.env.TEST_POSTGRES_SERVER ?? own?.server ?? "";
  await migrate(`${server}/${TEMPLATE}`);
  project.provide("postgresServer", server);
  project.provide("templateDatabase", TEMPLATE);
  return async () => {
    if (own) await own.stop();
    else await dropTemplate(`${server}/postgres`);
  };
}

async function dropTemplate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`DROP DATABASE "${TEMPLATE}" WITH (FORCE)`);
  } finally {
    await client.end();
  }
}

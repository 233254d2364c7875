import { readdirSync, readFileSync } from "node:fs";
import pg from "pg";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    postgresServer: string;
    templateDatabase: string;
  }
}

const TEMPLATE = `vitrine_template_${process.pid}`;

/** Migrates a template database once; `database.ts` clones it for each worker. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env.TEST_POSTGRES_SERVER ?? "postgresql://postgres@127.0.0.1:55432";
  await run(`${server}/postgres`, `CREATE DATABASE "${TEMPLATE}"`);
  const folder = new URL("../../prisma/migrations/", import.meta.url);
  for (const entry of readdirSync(folder, { withFileTypes: true }).filter((e) => e.isDirectory()).map((e) => e.name).sort()) {
    await run(`${server}/${TEMPLATE}`, readFileSync(new URL(`${entry}/migration.sql`, folder), "utf8"));
  }
  project.provide("postgresServer", server);
  project.provide("templateDatabase", TEMPLATE);
  return () => run(`${server}/postgres`, `DROP DATABASE "${TEMPLATE}" WITH (FORCE)`);
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

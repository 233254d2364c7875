import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { prisma } from "@/lib/prisma";

const database = `vitrine_test_${process.pid}_${Math.random().toString(36).slice(2)}`;
const server = inject("postgresServer");
process.env.DATABASE_URL = `${server}/${database}`;

beforeAll(async () => admin(`CREATE DATABASE "${database}" TEMPLATE "${inject("templateDatabase")}"`));

afterAll(async () => {
  await prisma().$disconnect();
  await admin(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
});

async function admin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import type { Principal } from "@/lib/principal";
import { disconnect, prisma } from "@/lib/prisma";
import { processState } from "@/lib/process-state";
import { PrismaClient } from "@/prisma/generated/client";
import { newActor } from "@/tests/keys/fixture";
import { findItem, listItems } from "./items/queries";
import { listConversations } from "./queries";

const ITEMS = 10_000;
const LIMIT = 20;
/** Beside the page: the row that tells whether there is more, the conversation, the cursor. */
const ROWS_MAX = LIMIT + 3;

const database = new pg.Client({ connectionString: process.env.DATABASE_URL });
const queries: { query: string; params: unknown[] }[] = [];
let principal: Principal;
let id: string;

beforeAll(async () => {
  const { workspaceId, userId } = await newActor();
  principal = { workspaceId, userId, via: { type: "key", keyId: "key_test", models: null } };
  id = newId("conv");
  await prisma().conversation.create({ data: { id, workspaceId } });
  await database.connect();
  await database.query(
    `INSERT INTO conversation_item (id, conversation_id, position, item)
     SELECT 'msg_' || n, $1, n, json_build_object('type', 'message', 'id', 'msg_' || n) FROM generate_series(0, $2::int - 1) n`,
    [id, ITEMS],
  );
  await database.query(
    `INSERT INTO conversation (id, workspace_id, created_at)
     SELECT 'conv_' || lpad(n::text, 24, '0'), $1, now() - n * interval '1 second' FROM generate_series(1, $2::int) n`,
    [workspaceId, ITEMS],
  );
  await database.query("ANALYZE conversation, conversation_item");
  const watched = new PrismaClient({
    adapter: new PrismaPg({ connectionString: process.env.DATABASE_URL ?? "" }),
    log: [{ emit: "event", level: "query" }],
  });
  watched.$on("query", ({ query, params }) => queries.push({ query, params: JSON.parse(params) as unknown[] }));
  await disconnect();
  processState("prisma", () => new Map<string, PrismaClient>())().set("api", watched);
});

afterAll(() => database.end());

interface Plan {
  "Node Type": string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: Plan[];
}

/** How many rows the database looked at for `work`, by the plans of its very queries. */
async function rowsRead(work: () => Promise<unknown>): Promise<number> {
  queries.length = 0;
  await work();
  let rows = 0;
  const count = (plan: Plan): void => {
    if (plan["Node Type"].includes("Scan") && !plan.Plans)
      rows += (plan["Actual Rows"] + (plan["Rows Removed by Filter"] ?? 0)) * plan["Actual Loops"];
    for (const inner of plan.Plans ?? []) count(inner);
  };
  for (const { query, params } of queries.filter((one) => one.query.startsWith("SELECT"))) {
    const { rows: explained } = await database.query<{ "QUERY PLAN": { Plan: Plan }[] }>(`EXPLAIN (ANALYZE, FORMAT JSON) ${query}`, params);
    count(explained[0]?.["QUERY PLAN"][0]?.Plan as Plan);
  }
  return rows;
}

describe(`of ${ITEMS} items no more are read than are asked for`, () => {
  test.each([
    ["desc", null],
    ["asc", null],
    ["desc", "msg_5000"],
    ["asc", "msg_5000"],
    ["asc", "msg_9990"],
    ["desc", "msg_9"],
  ] as const)("items, %s after %s", async (order, after) => {
    expect(await rowsRead(() => listItems(principal, id, { limit: LIMIT, order, after }))).toBeLessThanOrEqual(ROWS_MAX);
    expect(queries.length).toBeGreaterThan(0);
  });

  test("one item", async () => {
    expect(await rowsRead(() => findItem(principal, id, "msg_7777"))).toBeLessThanOrEqual(2);
  });

  test.each(["desc", "asc"] as const)("conversations, %s, from the middle", async (order) => {
    const middle = await prisma().conversation.findMany({
      where: { workspaceId: principal.workspaceId },
      orderBy: { createdAt: "asc" },
      skip: 5_000,
      take: 1,
    });
    const time = middle[0]?.createdAt.getTime() ?? 0;
    const after = newId("conv").replace(/_.{8}/, `_${base62(time)}`);
    let page: Awaited<ReturnType<typeof listConversations>> = null;
    const rows = await rowsRead(async () => {
      page = await listConversations(principal, { limit: LIMIT, order, after });
    });
    expect(page).toMatchObject({ hasMore: true, rows: expect.objectContaining({ length: LIMIT }) });
    expect(rows).toBeLessThanOrEqual(ROWS_MAX);
  });
});

function base62(ms: number): string {
  const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  let text = "";
  for (let rest = ms, i = 0; i < 8; i++, rest = Math.floor(rest / 62)) text = alphabet.charAt(rest % 62) + text;
  return text;
}

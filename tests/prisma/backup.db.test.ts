import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { gunzipSync, gzipSync } from "node:zlib";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from "vitest";
import { apiRoutes } from "@/lib/embed/routes";
import { saveProvider } from "@/lib/providers/mutations";
import { listForeignKeys, listTables } from "@/scripts/backup/catalogue.mjs";
import { restore } from "@/scripts/backup/restore.mjs";
import { save } from "@/scripts/backup/save.mjs";
import { openTransport } from "@/tests/http/transport";
import { newActor, newKey } from "@/tests/keys/fixture";

let folder = "";
let file = "";
let saved: object;
const source = () => process.env.DATABASE_URL ?? "";
const target = (name: string) => `${inject("postgresServer")}/vitrine_restored_${process.pid}_${name}`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vitrine-backup-"));
  file = join(folder, "all.backup");
  await use();
  // What requests leave to be written a moment later may come between the reading and the saving: then both are done again.
  do {
    saved = await contents(source());
    await save(source(), file);
  } while (!isDeepStrictEqual(saved, await contents(source())));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Leaves behind what people and programs do: users, keys, a provider's sealed key, a conversation, a response; and values that are hard to copy. */
async function use(): Promise<void> {
  const actor = await newActor();
  const { secret } = await newKey(actor, { name: "quote \" backslash \\ 'ß' 🧪 null" });
  await saveProvider(actor, { name: "openai", label: "OpenAI", baseUrl: null, apiKey: "sk-to-be-restored-1234", allowLocal: false });
  const { origin, fetch } = await openTransport("web", apiRoutes);
  const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json" };
  const post = async (path: string, body: object) => {
    const response = await fetch(`${origin}/v1/embed/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    if (response.status !== 200) throw new Error(await response.text());
    return (await response.json()) as { id: string };
  };
  const conversation = await post("conversations", { metadata: { "a b": "\\N tab \t newline \n" } });
  const model = "c1/vitrine/offline/v-20261122";
  await post("responses", { model, input: "Chart: a 1, b 2.5 \u2028 \\. \\x00", conversation: conversation.id });
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

/** A sum over every row of every table, and what holds the tables together. */
async function contents(url: string): Promise<object> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const tables: Record<string, unknown> = {};
  for (const { name } of await listTables(client)) {
    const { rows } = await client.query(
      `SELECT count(*)::int AS count, md5(string_agg(t::text, '' ORDER BY t::text)) AS sum FROM "${name}" t`,
    );
    tables[name] = rows[0];
  }
  const keys = new Set((await listForeignKeys(client)).map(({ add }) => add));
  await client.end();
  return { tables, keys };
}

test("what was saved and restored is the same, row for row, and held together by the same keys", async () => {
  await restore(target("same"), file);
  expect(await contents(target("same"))).toEqual(saved);
});

test("a backup is for its owner's eyes, and holds no secret that was sealed", async () => {
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(gunzipSync(await readFile(file)).toString()).not.toContain("sk-to-be-restored");
});

test("a database that is in use is left as it is", async () => {
  await expect(restore(source(), file)).rejects.toThrow(/The database is in use already: restore into an empty one/);
  const { rows } = await (await connect(source())).query('SELECT id FROM "user"');
  expect(rows.length).toBeGreaterThan(0);
});

test.each([
  ["cut", (text: string) => text.slice(0, text.length >> 1)],
  ["without its end", (text: string) => text.replace(/\{"end":true.*\n$/, "")],
  ["with a row less than it says", (text: string) => text.replace(/\n\[.*(?=\n)/, "")],
  ["no backup", () => "Hello\n"],
  ["nothing", () => ""],
])("a file that is %s restores nothing", async (what, spoil) => {
  const spoilt = join(folder, "spoilt");
  await writeFile(spoilt, gzipSync(spoil(gunzipSync(await readFile(file)).toString())));
  const url = target(what.replaceAll(" ", "_"));
  await expect(restore(url, spoilt)).rejects.toThrow(
    /is not a whole backup of Vitrine|The backup could not be restored, and nothing of it was/,
  );
  const { rows } = await (await connect(`${inject("postgresServer")}/postgres`)).query("SELECT 1 FROM pg_database WHERE datname = $1", [
    new URL(url).pathname.slice(1),
  ]);
  const users = rows.length === 0 ? [] : (await (await connect(url)).query('SELECT id FROM "user"')).rows;
  expect(users).toEqual([]);
});

test("a file that is not packed, one that is not there, and one of a newer version are named", async () => {
  const plain = join(folder, "plain");
  await writeFile(plain, "Hello");
  await expect(restore(target("plain"), plain)).rejects.toThrow(/is not a whole backup/);
  await expect(restore(target("none"), join(folder, "none"))).rejects.toThrow(/There is no file/);
  const newer = gunzipSync(await readFile(file))
    .toString()
    .replace('"migrations":[', '"migrations":[{"name":"29990101_later","checksum":"x"},');
  await writeFile(plain, gzipSync(newer));
  await expect(restore(target("newer"), plain)).rejects.toThrow(/made by another version of Vitrine \(migration 29990101_later\)/);
});

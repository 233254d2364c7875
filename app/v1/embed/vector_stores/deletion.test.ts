import { toFile } from "openai";
import { expect, test } from "vitest";
import { prisma } from "@/lib/prisma";
import { useIndexing } from "@/tests/files/indexing";
import { openConversations } from "@/tests/http/conversations";

useIndexing();

test("a file that is deleted is found no more, and its passages are gone", async () => {
  const { client } = await openConversations("native", "/v1");
  const store = await client.vectorStores.create({ name: "Reports" });
  const file = await toFile(Buffer.from("Revenue grew 7 percent."), "report.md");
  const { id } = await client.vectorStores.files.uploadAndPoll(store.id, file, { pollIntervalMs: 50 });
  expect((await client.vectorStores.search(store.id, { query: "revenue" })).data).toHaveLength(1);
  await client.files.delete(id);
  expect((await client.vectorStores.search(store.id, { query: "revenue" })).data).toEqual([]);
  expect(await prisma().vectorStoreChunk.count({ where: { storeId: store.id } })).toBe(0);
  expect((await client.vectorStores.retrieve(store.id)).file_counts.total).toBe(0);
});

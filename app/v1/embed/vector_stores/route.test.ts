import { zipSync } from "fflate";
import { toFile } from "openai";
import { expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { prisma } from "@/lib/prisma";
import { claimFile, completeFile } from "@/lib/vector-stores/indexing/mutations";
import { indexWaitingFiles } from "@/lib/vector-stores/indexing/index-files";
import { deleteExpiredStores } from "@/lib/vector-stores/mutations";
import { docx, pdf } from "@/tests/files/documents";
import { useIndexing } from "@/tests/files/indexing";
import { openConversations } from "@/tests/http/conversations";

useIndexing();

const REPORT = "# Revenue\n\nRevenue in Germany grew 7 percent in 2025.\n\n# Costs\n\nCosts fell.";
const POLL = { pollIntervalMs: 50 };

const open = async () => {
  const opened = await openConversations("native", "/v1");
  const { client } = opened;
  const upload = async (name: string, content: string | Buffer) =>
    client.files.create({ file: await toFile(Buffer.from(content), name), purpose: "assistants" });
  const storeOf = async (files: Record<string, string | Buffer>) => {
    const store = await client.vectorStores.create({ name: "Reports" });
    const ids: Record<string, string> = {};
    for (const [name, content] of Object.entries(files)) {
      const { id } = await upload(name, content);
      const file = await client.vectorStores.files.createAndPoll(store.id, { file_id: id }, POLL);
      expect(file).toMatchObject({ status: "completed", last_error: null });
      ids[name] = id;
    }
    return { id: store.id, ids };
  };
  return { ...opened, upload, storeOf };
};

test("200: stores and their files by the official client, from the upload to the last page", async () => {
  const { client, upload } = await open();
  const [first, second] = [await upload("report.md", REPORT), await upload("notes.txt", "The tea was cold.")];
  const created = await client.vectorStores.create({
    name: "Reports",
    description: "Of the year",
    file_ids: [first.id, second.id],
    metadata: { team: "sales" },
    expires_after: { anchor: "last_active_at", days: 7 },
  });
  expect(created).toMatchObject({
    id: expect.stringMatching(/^vs_[0-9A-Za-z]{24}$/),
    object: "vector_store",
    name: "Reports",
    description: "Of the year",
    file_counts: { total: 2 },
    metadata: { team: "sales" },
    expires_after: { anchor: "last_active_at", days: 7 },
    expires_at: (created.last_active_at ?? 0) + 7 * 86_400,
  });
  const files = await Promise.all([first, second].map(({ id }) => client.vectorStores.files.poll(created.id, id, POLL)));
  expect(files.map(({ status }) => status)).toEqual(["completed", "completed"]);
  expect(await client.vectorStores.retrieve(created.id)).toMatchObject({
    status: "completed",
    file_counts: { in_progress: 0, completed: 2, failed: 0, cancelled: 0, total: 2 },
    usage_bytes: expect.any(Number),
  });
  const listed: string[] = [];
  for await (const { id } of client.vectorStores.files.list(created.id, { limit: 1, order: "asc" })) listed.push(id);
  expect(listed.sort()).toEqual([first.id, second.id].sort());
  expect((await client.vectorStores.files.list(created.id, { filter: "failed" })).data).toEqual([]);
  const content = await client.vectorStores.files.content(first.id, { vector_store_id: created.id });
  expect(content.data.map(({ text }) => text).join()).toContain("grew 7 percent");
  const other = await client.vectorStores.create({});
  const stores: string[] = [];
  for await (const { id } of client.vectorStores.list({ limit: 1 })) stores.push(id);
  expect(stores).toEqual([other.id, created.id]);
  expect((await client.vectorStores.list({ before: created.id })).data.map(({ id }) => id)).toEqual([other.id]);
  expect(await client.vectorStores.update(created.id, { name: "Old", metadata: null, expires_after: null })).toMatchObject({
    name: "Old",
    metadata: {},
    expires_at: null,
  });
  const gone = { vector_store_id: created.id };
  expect(await client.vectorStores.files.delete(second.id, gone)).toMatchObject({ object: "vector_store.file.deleted", deleted: true });
  expect(await client.files.retrieve(second.id)).toMatchObject({ id: second.id });
  expect(await client.vectorStores.delete(created.id)).toEqual({ id: created.id, object: "vector_store.deleted", deleted: true });
  expect(await prisma().vectorStoreChunk.count({ where: { storeId: created.id } })).toBe(0);
  await expect(client.vectorStores.retrieve(created.id)).rejects.toMatchObject({ status: 404, code: "vector_store_not_found" });
});

test("200: uploadAndPoll of a batch: what can be read is, and each of the others says why not", async () => {
  const { client, send } = await open();
  const store = await client.vectorStores.create({ name: "All" });
  const files = await Promise.all([
    toFile(Buffer.from(REPORT), "report.md"),
    toFile(pdf(["Tea is grown in the hills."]), "tea.pdf"),
    toFile(docx(["# Milk", "Milk comes from cows."]), "milk.docx"),
    toFile(Buffer.from("town,people\nBerlin,3700000"), "towns.csv"),
    toFile(Buffer.from("MZ\0\0"), "setup.exe"),
    toFile(zipSync({ "word/document.xml": new Uint8Array(120_000_000) }, { level: 9 }), "bomb.docx"),
  ]);
  const batch = await client.vectorStores.fileBatches.uploadAndPoll(store.id, { files: files.map((file) => file) }, POLL);
  expect(batch).toMatchObject({
    id: expect.stringMatching(/^vsfb_/),
    object: "vector_store.files_batch",
    status: "completed",
    file_counts: { total: 6, completed: 4, failed: 2, in_progress: 0, cancelled: 0 },
  });
  const params = { vector_store_id: store.id };
  const failed = (await client.vectorStores.fileBatches.listFiles(batch.id, { ...params, filter: "failed" })).data;
  const codes = failed.map(({ last_error: error }) => error?.code);
  expect(codes).toHaveLength(2);
  expect(codes).toEqual(expect.arrayContaining(["invalid_file", "unsupported_file"]));
  const { headers } = await send("GET", `/vector_stores/${store.id}/file_batches/${batch.id}`);
  expect(headers.get("openai-poll-after-ms")).toBe("250");
  const hits = (await client.vectorStores.search(store.id, { query: "Where is tea grown?" })).data;
  expect(hits[0]).toMatchObject({ filename: "tea.pdf", content: [{ type: "text", text: "Tea is grown in the hills." }] });
  // Cancelled when all is done changes nothing of what was read.
  expect(await client.vectorStores.fileBatches.cancel(batch.id, params)).toMatchObject({
    status: "cancelled",
    file_counts: { completed: 4 },
  });
});

test("200: a search finds words in the language of each file, scores them, and leaves out what scores less", async () => {
  const { client, storeOf } = await open();
  const { id, ids } = await storeOf({
    "report.md": REPORT,
    "bericht.md": "# Umsatz\n\nDie Umsätze in der Schweiz sind im Jahr 2025 um 9 Prozent gewachsen und nicht gefallen.",
    "cha.txt": "茶是一种饮料。红茶产于安徽。",
    "other.md": "The weather in Germany is what it is, and not as it was.",
  });
  const search = async (query: string | string[], more = {}) => (await client.vectorStores.search(id, { query, ...more })).data;
  const [best, next] = await search("How did revenues in Germany grow?");
  expect(best).toMatchObject({ file_id: ids["report.md"], filename: "report.md", attributes: {} });
  expect(best?.content[0]?.text).toContain("grew 7 percent");
  expect(best?.score).toBeGreaterThan(next?.score ?? 0);
  expect(best?.score).toBeLessThanOrEqual(1);
  expect((await search("Umsatz Schweiz"))[0]?.file_id).toBe(ids["bericht.md"]);
  expect((await search("安徽红茶"))[0]?.file_id).toBe(ids["cha.txt"]);
  expect(await search("zeppelin")).toEqual([]);
  expect(await search("the of and")).toEqual([]);
  expect((await search(["zeppelin", "weather"])).map(({ filename }) => filename)).toEqual(["other.md"]);
  expect((await search("Germany weather revenue", { max_num_results: 1 })).length).toBe(1);
  expect(await search("Germany zeppelin airship", { ranking_options: { ranker: "auto", score_threshold: 0.9 } })).toEqual([]);
  for (const hostile of ["'); DROP TABLE file; --", "a & | ! ( :*", "\\", "x".repeat(4_096), "% _ *"]) await search(hostile);
  const page = await client.vectorStores.search(id, { query: "What is the revenue in Germany?", rewrite_query: true });
  expect(Reflect.get(page, "body")).toMatchObject({ object: "vector_store.search_results.page", has_more: false, next_page: null });
});

test("200: attributes filter, and are changed", async () => {
  const { client, upload } = await open();
  const store = await client.vectorStores.create({ name: "F" });
  const { id } = await upload("report.md", REPORT);
  const attributes = { year: 2025, land: "de", draft: false, "it's": "a'b" };
  await client.vectorStores.files.createAndPoll(store.id, { file_id: id, attributes }, POLL);
  const finds = async (filters: object) =>
    (await client.vectorStores.search(store.id, { query: "revenue", filters: filters as never })).data.length;
  const one = (type: string, key: string, value: unknown) => ({ type, key, value });
  for (const filter of [
    one("eq", "year", 2025),
    one("ne", "year", 2024),
    one("gte", "year", 2025),
    one("lt", "year", 10_000),
    one("lte", "year", 2025.5),
    one("eq", "draft", false),
    one("in", "land", ["de", "fr"]),
    one("nin", "land", ["fr"]),
    one("gt", "land", "da"),
    one("eq", "it's", "a'b"),
    { type: "and", filters: [one("in", "land", ["de"]), { type: "or", filters: [one("eq", "x", 1), one("eq", "draft", false)] }] },
  ])
    expect([filter, await finds(filter)]).toEqual([filter, 1]);
  for (const filter of [
    one("gt", "year", 2025),
    one("eq", "year", "2025"),
    one("gt", "year", "1"),
    one("gt", "land", 1),
    one("eq", "missing", "x"),
    one("ne", "missing", "x"),
    one("nin", "missing", ["x"]),
    one("eq", "land' OR TRUE --", "x"),
    { type: "or", filters: [one("eq", "land", "fr"), one("ne", "land", "de")] },
  ])
    expect([filter, await finds(filter)]).toEqual([filter, 0]);
  const changed = await client.vectorStores.files.update(id, { vector_store_id: store.id, attributes: { year: 2026 } });
  expect(changed.attributes).toEqual({ year: 2026 });
  expect([await finds(one("eq", "year", 2026)), await finds(one("eq", "draft", false))]).toEqual([1, 0]);
});

test.each<[string, object, string, string]>([
  ["search", { query: "" }, "invalid_value", "query"],
  ["search", {}, "missing_required_parameter", "query"],
  ["search", { query: "x", max_num_results: 51 }, "integer_above_max_value", "max_num_results"],
  ["search", { query: "x", filters: { type: "like", key: "a", value: 1 } }, "invalid_value", "filters.type"],
  ["search", { query: "x", filters: { type: "and", filters: [] } }, "invalid_value", "filters.filters"],
  ["search", { query: "x", filters: { type: "gt", key: "a", value: true } }, "invalid_type", "filters.value"],
  ["files", { file_id: "file-missing" }, "file_not_found", "file_id"],
  ["files", { file_id: "../files" }, "file_not_found", "file_id"],
  ["files", { file_id: "f", attributes: { a: { b: 1 } } }, "invalid_type", "attributes.a"],
  [
    "files",
    { file_id: "f", attributes: Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`k${i}`, 1])) },
    "invalid_value",
    "attributes",
  ],
  [
    "files",
    { file_id: "f", chunking_strategy: { type: "static", static: { max_chunk_size_tokens: 200, chunk_overlap_tokens: 101 } } },
    "invalid_value",
    "chunking_strategy.static.chunk_overlap_tokens",
  ],
  ["file_batches", {}, "invalid_value", "file_ids"],
  ["file_batches", { file_ids: ["file-a", "file-b"] }, "file_not_found", "file_ids[0]"],
  ["file_batches", { files: [{ file_id: "file-a" }] }, "file_not_found", "files[0].file_id"],
])("4xx: %s with %j", async (path, body, code, param) => {
  const { client, send } = await open();
  const { id } = await client.vectorStores.create({});
  const { status, json } = await send("POST", `/vector_stores/${id}/${path}`, body);
  expect([status, json.error.code, json.error.param]).toEqual([code.endsWith("not_found") ? 404 : 400, code, param]);
});

test("404: nothing of another workspace is there", async () => {
  const alice = await open();
  const { id, ids } = await alice.storeOf({ "report.md": REPORT });
  const fileId = ids["report.md"] ?? "";
  const mallory = await open();
  const batch = await alice.client.vectorStores.fileBatches.create(id, { file_ids: [fileId] });
  for (const [method, path, body] of [
    ["GET", `/vector_stores/${id}`],
    ["POST", `/vector_stores/${id}`, { name: "mine" }],
    ["DELETE", `/vector_stores/${id}`],
    ["POST", `/vector_stores/${id}/search`, { query: "revenue" }],
    ["GET", `/vector_stores/${id}/files`],
    ["GET", `/vector_stores/${id}/files/${fileId}`],
    ["GET", `/vector_stores/${id}/files/${fileId}/content`],
    ["POST", `/vector_stores/${id}/files/${fileId}`, { attributes: { a: 1 } }],
    ["DELETE", `/vector_stores/${id}/files/${fileId}`],
    ["GET", `/vector_stores/${id}/file_batches/${batch.id}`],
    ["POST", `/vector_stores/${id}/file_batches/${batch.id}/cancel`],
    ["GET", `/vector_stores/${id}/file_batches/${batch.id}/files`],
    ["GET", "/vector_stores/vs_missing"],
    ["GET", "/vector_stores/%00"],
  ] as const)
    expect([path, (await mallory.send(method, path, body)).status]).toEqual([path, 404]);
  const own = await mallory.client.vectorStores.create({});
  await expect(mallory.client.vectorStores.files.create(own.id, { file_id: fileId })).rejects.toMatchObject({ code: "file_not_found" });
});

test("a store whose time is over is not searched, can be read for a week, and is then deleted", async () => {
  const { client, storeOf } = await open();
  const { id } = await storeOf({ "report.md": REPORT });
  const age = (days: number) =>
    prisma().vectorStore.update({ where: { id }, data: { expiresDays: 1, lastActiveAt: new Date(Date.now() - days * 86_400_000) } });
  await age(2);
  expect((await client.vectorStores.retrieve(id)).status).toBe("expired");
  await expect(client.vectorStores.search(id, { query: "revenue" })).rejects.toMatchObject({ code: "vector_store_not_found" });
  expect(await deleteExpiredStores(10)).toBe(0);
  await age(9);
  expect(await deleteExpiredStores(10)).toBe(1);
});

test("what a process that died had begun to read is read by another, and not for ever", async () => {
  const { client, upload } = await open();
  const { id: storeId } = await client.vectorStores.create({});
  const { id: fileId } = await upload("report.md", REPORT);
  const dead = newId("ins");
  const lease = { claimedBy: dead, claimedUntil: new Date(Date.now() + 100_000) };
  await prisma().instance.create({ data: { id: dead, heartbeatAt: new Date() } });
  await prisma().vectorStoreFile.create({ data: { storeId, fileId, chunkTokens: 800, chunkOverlap: 100, attempts: 1, ...lease } });
  // Its heart beats, so it is left alone.
  expect(await claimFile()).toBeNull();
  await prisma().instance.update({ where: { id: dead }, data: { heartbeatAt: new Date(Date.now() - 20_000) } });
  await indexWaitingFiles(new AbortController().signal);
  expect(await client.vectorStores.files.retrieve(fileId, { vector_store_id: storeId })).toMatchObject({ status: "completed" });
  const over = { status: "in_progress", attempts: 3, claimedBy: dead, claimedUntil: new Date(Date.now() - 1) };
  await prisma().vectorStoreFile.update({ where: { storeId_fileId: { storeId, fileId } }, data: over });
  await indexWaitingFiles(new AbortController().signal);
  expect(await client.vectorStores.files.retrieve(fileId, { vector_store_id: storeId })).toMatchObject({
    status: "failed",
    last_error: { code: "server_error" },
  });
});

test("what was cancelled while it was read stays cancelled, and is not searched", async () => {
  const { client, upload } = await open();
  const { id: storeId } = await client.vectorStores.create({});
  const { id: fileId } = await upload("report.md", REPORT);
  const size = { chunkTokens: 800, chunkOverlap: 100 };
  await prisma().vectorStoreFile.create({ data: { storeId, fileId, ...size } });
  const batch = await prisma().vectorStoreBatch.create({ data: { id: newId("vsfb"), storeId, fileIds: [fileId] } });
  const claim = await claimFile();
  expect(claim).toMatchObject({ storeId, fileId, filename: "report.md" });
  const cancelled = await client.vectorStores.fileBatches.cancel(batch.id, { vector_store_id: storeId });
  expect(cancelled).toMatchObject({ status: "cancelled", file_counts: { cancelled: 1, in_progress: 0 } });
  if (claim) await completeFile(claim, [{ text: "revenue", heading: null, page: null }], "english");
  expect((await client.vectorStores.search(storeId, { query: "revenue" })).data).toEqual([]);
});

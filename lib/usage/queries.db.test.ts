import { beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/lib/ids";
import { prisma } from "@/lib/prisma";
import { newActor, newKey } from "@/tests/keys/fixture";
import { FROM_PAGES } from "./filter";
import { parseUsageFilter } from "./parse-filter";
import { countRequests, findRequest, listRequests, summarizeUsage } from "./queries";
import { insertUsage, sumUpDays, sumUpUsage } from "./mutations";
import { NOTHING_COUNTED, type UsageRow } from "./schema";

const NOW = new Date("2026-11-20T15:30:00Z");
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

let actor: Awaited<ReturnType<typeof newActor>>;
const row = (over: Partial<UsageRow> = {}): UsageRow => ({
  requestId: newId("req"),
  workspaceId: actor.workspaceId,
  userId: actor.userId,
  keyId: null,
  via: "session",
  endpoint: "/v1/embed/chat/completions",
  model: "asked",
  answeredBy: "answered",
  status: 200,
  errorCode: null,
  streamed: true,
  finish: "stop",
  inputTokens: 100,
  outputTokens: 20,
  cachedTokens: 40,
  reasoningTokens: 5,
  costMicros: 900,
  savedMicros: 100,
  firstDeltaMs: 50,
  totalMs: 400,
  createdAt: ago(5),
  ...over,
});
const filter = (search: Record<string, string> = {}) => parseUsageFilter(search);
const ids = async (search: Record<string, string>) =>
  (await listRequests(actor.workspaceId, filter(search), { limit: 50, now: NOW })).map(({ requestId }) => requestId);

beforeEach(async () => {
  await prisma().usageRecord.deleteMany();
  await prisma().usageHour.deleteMany();
  await prisma().usageDay.deleteMany();
  await prisma().usageSummedUp.deleteMany();
  actor = await newActor();
});

describe("requests", () => {
  test("are listed newest first, page by page, each once, also those of one moment", async () => {
    const rows = Array.from({ length: 25 }, (_, i) => row({ createdAt: ago(i >> 2) }));
    await insertUsage(rows);
    const listed: string[] = [];
    for (let before = null, page; ; before = page.at(-1) ?? null) {
      page = await listRequests(actor.workspaceId, filter(), { before, limit: 10, now: NOW });
      listed.push(...page.map(({ requestId }) => requestId));
      if (page.length < 10) break;
    }
    const expected = [...rows].sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.requestId < b.requestId ? 1 : -1));
    expect(listed).toEqual(expected.map(({ requestId }) => requestId));
  });

  test("are narrowed down by each member of the filter, and by all together", async () => {
    const { key } = await newKey(actor, { name: "Storefront" });
    const byKey = row({ keyId: key.id, via: "key", answeredBy: null, model: "m", status: 429, errorCode: "rate_limit_exceeded" });
    const failed = row({ status: 502, endpoint: "/v1/embed/responses" });
    const old = row({ createdAt: ago(60 * 48) });
    await insertUsage([byKey, failed, old]);
    expect(await ids({ key: key.id })).toEqual([byKey.requestId]);
    expect(await ids({ key: FROM_PAGES, period: "7d" })).toEqual([failed.requestId, old.requestId]);
    expect(await ids({ model: "m" })).toEqual([byKey.requestId]);
    expect(await ids({ outcome: "refused" })).toEqual([byKey.requestId]);
    expect(await ids({ outcome: "failed" })).toEqual([failed.requestId]);
    expect(await ids({ outcome: "ok", period: "7d" })).toEqual([old.requestId]);
    expect(await ids({ endpoint: "/v1/embed/responses" })).toEqual([failed.requestId]);
    expect(await ids({ request: old.requestId, period: "7d" })).toEqual([old.requestId]);
    expect(await ids({ model: "m", outcome: "failed" })).toEqual([]);
    expect(await ids({ period: "no such", outcome: "x" })).toHaveLength(2);
    const cut = row({ finish: "length", streamed: false });
    await insertUsage([cut]);
    expect(await ids({ finish: "length" })).toEqual([cut.requestId]);
    expect(await ids({ stream: "no" })).toEqual([cut.requestId]);
    expect(await ids({ stream: "yes" })).toHaveLength(2);
    const [from, to] = [ago(60 * 49).getTime(), ago(60 * 47).getTime()].map(String) as [string, string];
    expect(await ids({ from, to })).toEqual([old.requestId]);
    expect(await ids({ from: to, to: from })).toHaveLength(3);
  });

  test("of another workspace are neither listed nor found nor counted", async () => {
    const other = await newActor();
    const foreign = row({ workspaceId: other.workspaceId });
    const { key } = await newKey(other, { name: "Theirs" });
    const own = row({ keyId: key.id });
    await insertUsage([foreign, own]);
    expect(await ids({})).toEqual([own.requestId]);
    expect(await findRequest(actor.workspaceId, foreign.requestId)).toBeNull();
    expect(await findRequest(actor.workspaceId, own.requestId)).toMatchObject({ requestId: own.requestId, keyName: null });
    expect((await summarizeUsage(actor.workspaceId, filter(), NOW)).total.requests).toBe(1);
  });
});

describe("requests over time", () => {
  const counts = async (search: Record<string, string> = {}) => {
    const { bars, bucketMs } = await countRequests(actor.workspaceId, filter(search), NOW);
    return {
      bucketMs,
      length: bars.length,
      used: bars.flatMap(({ at, requests, errors }) => (requests > 0 ? [[at.toISOString(), requests, errors]] : [])),
    };
  };

  test("are counted by bar, by all of the filter, from the sums and the records alike", async () => {
    await insertUsage([row(), row({ status: 502, createdAt: ago(90) }), row({ finish: "length", createdAt: ago(60 * 24 * 3) })]);
    const hours = [
      ["2026-11-20T14:00:00.000Z", 1, 1],
      ["2026-11-20T15:00:00.000Z", 1, 0],
    ];
    expect(await counts()).toEqual({ bucketMs: 3_600_000, length: 24, used: hours });
    expect((await counts({ outcome: "failed" })).used).toEqual([hours[0]]);
    const week = await counts({ period: "7d" });
    expect(week.used.map(([, requests]) => requests)).toEqual([1, 2]);
    await sumUpUsage(NOW);
    expect(await counts({ period: "7d" })).toEqual(week);
    expect((await counts({ period: "7d", finish: "length" })).used).toEqual([week.used[0]]);
    const [from, to] = [ago(100).getTime(), NOW.getTime()];
    const zoomed = await counts({ from: String(from), to: String(to) });
    expect(zoomed.bucketMs).toBe(300_000);
    expect(zoomed.used.map(([at]) => at)).toEqual(["2026-11-20T14:00:00.000Z", "2026-11-20T15:25:00.000Z"]);
  });
});

describe("the summary", () => {
  test("adds up to the rows behind it, in all, by bar, by model and by key", async () => {
    const { key } = await newKey(actor, { name: "Storefront" });
    await insertUsage([
      row({ keyId: key.id, via: "key", inputTokens: 3_000_000_000 % 2_000_000_000, createdAt: ago(10) }),
      row({ ...NOTHING_COUNTED, answeredBy: null, status: 500, createdAt: ago(70) }),
      row({ firstDeltaMs: 150, totalMs: 900, costMicros: 800, createdAt: ago(70) }),
      row({ createdAt: ago(60 * 25) }),
    ]);
    const { total, series, byModel, byKey } = await summarizeUsage(actor.workspaceId, filter(), NOW);
    expect(total).toEqual({
      requests: 3,
      errors: 1,
      inputTokens: 1_000_000_100,
      outputTokens: 40,
      reasoningTokens: 10,
      cachedTokens: 80,
      costMicros: 1_700,
      savedMicros: 200,
      unpriced: 0,
      firstDeltaP50Ms: 50,
      firstDeltaP95Ms: 150,
      totalP50Ms: 400,
      totalP95Ms: 900,
    });
    expect(series).toHaveLength(24);
    expect(series.filter(({ requests }) => requests > 0).map(({ at, requests, errors }) => [at.toISOString(), requests, errors])).toEqual([
      ["2026-11-20T14:00:00.000Z", 2, 1],
      ["2026-11-20T15:00:00.000Z", 1, 0],
    ]);
    expect(byModel.map(({ model, requests }) => [model, requests])).toEqual([
      ["answered", 2],
      ["asked", 1],
    ]);
    expect(byKey.map(({ keyName, requests }) => [keyName, requests])).toEqual([
      [null, 2],
      ["Storefront", 1],
    ]);
  });

  test("is the same to the last token when hours that are over were added up, once or often, by one or several at a time", async () => {
    const { key } = await newKey(actor, { name: "Storefront" });
    const other = await newActor();
    const rows = Array.from({ length: 400 }, (_, i) =>
      row({
        workspaceId: i % 9 ? actor.workspaceId : other.workspaceId,
        keyId: i % 3 ? key.id : null,
        answeredBy: i % 4 ? `m${i % 5}` : null,
        model: i % 8 ? "asked" : null,
        status: i % 7 ? 200 : 500,
        inputTokens: i % 11 ? 1_000 + i : null,
        costMicros: i % 13 ? i : null,
        createdAt: ago(i * 97),
      }),
    );
    await insertUsage(rows);
    const narrowed: Record<string, string>[] = [{}, { key: key.id }, { key: FROM_PAGES }, { model: "m2" }];
    const scopes = ["24h", "7d", "30d", "90d"].flatMap((period) => narrowed.map((search) => filter({ period, ...search })));
    const look = async () => JSON.stringify(await Promise.all(scopes.map((scope) => summarizeUsage(actor.workspaceId, scope, NOW))));
    const before = await look();
    expect(JSON.parse(before)[12].total.requests).toBeGreaterThan(300);
    expect(await sumUpUsage(new Date(NOW.getTime() - 10 * 86_400_000))).toEqual(new Date("2026-11-09T15:00:00Z"));
    expect(await look()).toBe(before);
    await Promise.all([sumUpUsage(NOW), sumUpUsage(NOW), sumUpUsage(NOW)]);
    expect(await sumUpUsage(NOW)).toEqual(new Date("2026-11-19T15:00:00Z"));
    expect(await look()).toBe(before);
    await Promise.all([sumUpDays(), sumUpDays()]);
    expect(await sumUpDays()).toBeNull();
    const days = await prisma().usageDay.aggregate({ _sum: { requests: true }, _max: { day: true } });
    expect(days._sum.requests).toBe(rows.filter(({ createdAt }) => createdAt < new Date("2026-11-19T00:00:00Z")).length);
    expect(days._max.day).toEqual(new Date("2026-11-18T00:00:00Z"));
    expect(await look()).toBe(before);
    const sums = await prisma().usageHour.aggregate({ _sum: { requests: true } });
    expect(sums._sum.requests).toBe(rows.filter(({ createdAt }) => createdAt < new Date("2026-11-19T15:00:00Z")).length);
  });

  test("of nothing is zeroes and no latency", async () => {
    const { total, series, byModel, byKey } = await summarizeUsage(actor.workspaceId, filter({ period: "30d" }), NOW);
    expect(total).toMatchObject({ requests: 0, errors: 0, inputTokens: 0, firstDeltaP50Ms: null, totalP95Ms: null });
    expect([series.length, byModel, byKey]).toEqual([30, [], []]);
    expect(await sumUpUsage(NOW)).toBeNull();
  });
});

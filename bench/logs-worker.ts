import { performance } from "node:perf_hooks";
import { listKeys } from "@/lib/keys/queries";
import { disconnect } from "@/lib/prisma";
import { withShare } from "@/lib/prisma/share";
import { sumUpDays, sumUpUsage } from "@/lib/usage/mutations";
import { parseUsageFilter } from "@/lib/usage/parse-filter";
import { countRequests, findRequest, listRequests, summarizeUsage } from "@/lib/usage/queries";

const REPEATS = 20;
const LIST_MS_MAX = 300;
const USAGE_MS_MAX = 500;

const workspaceId = process.argv[2] ?? "";
const list = (search: Record<string, string>) => () => listRequests(workspaceId, parseUsageFilter(search), { limit: 51 });
const count = (search: Record<string, string>) => () => countRequests(workspaceId, parseUsageFilter(search));
const usage = (search: Record<string, string>) => () => summarizeUsage(workspaceId, parseUsageFilter(search));
const rare = "c1/rare/model/v-1";
const since = String(Date.now() - 40 * 86_400_000);
const deep = { createdAt: new Date(Date.now() - 80 * 86_400_000), requestId: "req_5" };

const QUESTIONS: [what: string, msMax: number, ask: () => Promise<unknown>][] = [
  ["list, a day", LIST_MS_MAX, list({})],
  ["list, 90 days", LIST_MS_MAX, list({ period: "90d" })],
  ["list, far back", LIST_MS_MAX, () => listRequests(workspaceId, parseUsageFilter({ period: "90d" }), { before: deep, limit: 51 })],
  ["list, a rare model", LIST_MS_MAX, list({ period: "90d", model: rare })],
  ["list, no such model", LIST_MS_MAX, list({ period: "90d", model: "none" })],
  ["list, a key", LIST_MS_MAX, list({ period: "90d", key: "key_77" })],
  ["list, failed", LIST_MS_MAX, list({ period: "90d", outcome: "failed" })],
  ["list, refused (none was)", LIST_MS_MAX, list({ period: "90d", outcome: "refused" })],
  ["list, cut by length", LIST_MS_MAX, list({ period: "90d", finish: "length" })],
  ["list, cut by a filter (none was)", LIST_MS_MAX, list({ period: "90d", finish: "content-filter" })],
  ["list, no such endpoint", LIST_MS_MAX, list({ period: "90d", endpoint: "/none" })],
  ["list, a rare word", LIST_MS_MAX, list({ period: "90d", text: "aardvark" })],
  ["list, a word of every request", LIST_MS_MAX, list({ period: "90d", text: "sales" })],
  ["one request", LIST_MS_MAX, () => findRequest(workspaceId, "req_000000500000")],
  ["histogram, a day", LIST_MS_MAX, count({})],
  ["histogram, 90 days", LIST_MS_MAX, count({ period: "90d" })],
  ["histogram, 90 days, failed", USAGE_MS_MAX, count({ period: "90d", outcome: "failed" })],
  ["histogram, 90 days, an endpoint", USAGE_MS_MAX, count({ period: "90d", endpoint: "/v1/embed/responses" })],
  ["histogram, 90 days, streamed", USAGE_MS_MAX, count({ period: "90d", stream: "yes" })],
  ["histogram, 40 days by their moments", USAGE_MS_MAX, count({ from: since })],
  ["histogram, a word of every request", USAGE_MS_MAX, count({ period: "90d", text: "sales" })],
  ["usage, 90 days", USAGE_MS_MAX, usage({ period: "90d" })],
  ["usage, 90 days, a rare model", USAGE_MS_MAX, usage({ period: "90d", model: rare })],
  ["usage, 90 days, a key", USAGE_MS_MAX, usage({ period: "90d", key: "key_77" })],
  ["usage, a day", USAGE_MS_MAX, usage({})],
  ["1,000 keys", LIST_MS_MAX, () => listKeys({ workspaceId })],
];

const begun = performance.now();
await withShare("upkeep", async () => {
  await sumUpUsage();
  await sumUpDays();
});
console.log(`hours and days added up in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
for (const [what, msMax, ask] of QUESTIONS) {
  const took: number[] = [];
  try {
    for (let i = 0; i <= REPEATS; i++) {
      const start = performance.now();
      await ask();
      // The first look reads from the disk.
      if (i > 0) took.push(performance.now() - start);
    }
  } catch (error) {
    process.exitCode = 1;
    console.log(`${what.padEnd(40)} failed: ${String(error).slice(0, 100)}`);
    continue;
  }
  took.sort((a, b) => a - b);
  const [p50, p95] = [took[took.length >> 1] ?? 0, took[Math.floor(took.length * 0.95)] ?? 0];
  if (p95 > msMax) process.exitCode = 1;
  console.log(
    `${what.padEnd(40)} p50 ${p50.toFixed(0).padStart(5)} ms, p95 ${p95.toFixed(0).padStart(5)} ms${p95 > msMax ? `, more than ${msMax}` : ""}`,
  );
}
await disconnect();

import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateIfStale } from "../../scripts/build.mjs";
import { type Checkout, createCheckout, type Started, untilGone } from "./checkout";

const METRICS_TOKEN = "a-token-that-only-the-dashboard-knows";
const PATIENCE = { timeout: 60_000 };

let checkout: Checkout;
let server: Started;

beforeAll(async () => {
  await generateIfStale();
  checkout = await createCheckout();
  server = await checkout.start({ WORKERS: "2", METRICS_TOKEN });
});

afterAll(async () => {
  for (const pid of [...server.all, ...workers()]) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It is gone, as it should be.
    }
  }
  checkout.remove();
});

/** Each on a connection of its own, so that the workers take turns. */
async function get(path: string, token: string): Promise<{ status: number; text: string }> {
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, {
    headers: { authorization: `Bearer ${token}`, connection: "close" },
  });
  return { status: response.status, text: await response.text() };
}

async function statuses(key: string, count: number): Promise<Set<number>> {
  const all = await Promise.all(Array.from({ length: count }, () => get("/v1/embed/models", key)));
  return new Set(all.map(({ status }) => status));
}

/** How many listings of the models each worker has counted. */
async function counted(): Promise<Record<string, number>> {
  const { text } = await get("/metrics", METRICS_TOKEN);
  const lines = [...text.matchAll(/^vitrine_requests_total\{(.*route="\/v1\/embed\/models",.*)\} (\d+)$/gm)];
  const sums: Record<string, number> = {};
  for (const [, labels = "", value] of lines) {
    const worker = /worker="(\d+)"/.exec(labels)?.[1] ?? "";
    sums[worker] = (sums[worker] ?? 0) + Number(value);
  }
  return sums;
}

function workers(): number[] {
  const parents = execFileSync("ps", ["-o", "pid=,ppid=", "-A"], { encoding: "utf8" });
  return [...parents.matchAll(/^ *(\d+) +(\d+)$/gm)].flatMap(([, pid, parent]) =>
    Number(parent) === server.pids.server ? [Number(pid)] : [],
  );
}

test("two workers share the port, the metrics are of both, a revoked key is refused by both, and a dead one is replaced", async () => {
  const created = await checkout.cli("keys", "create", "--name", "workers");
  const key = created.out.trim();
  await expect.poll(workers, PATIENCE).toHaveLength(2);
  await expect
    .poll(async () => {
      await statuses(key, 4);
      return Object.keys(await counted()).toSorted((one, other) => one.localeCompare(other));
    }, PATIENCE)
    .toEqual(["1", "2"]);
  expect(await statuses(key, 20)).toEqual(new Set([200]));

  expect((await checkout.cli("keys", "revoke", "workers")).code).toBe(0);
  expect(await statuses(key, 20)).toEqual(new Set([403]));

  const [first = 0, second = 0] = workers();
  process.kill(second, "SIGKILL");
  await expect.poll(() => workers().filter((pid) => pid !== first && pid !== second), PATIENCE).toHaveLength(1);
  expect(workers()).toContain(first);
  expect(server.printed()).toMatch(/"msg":"a worker ended and is replaced"/);
  expect(await statuses(key, 20)).toEqual(new Set([403]));

  server.all.push(...workers());
  process.kill(server.pids.npm, "SIGTERM");
  await untilGone(server);
  expect([...server.printed().matchAll(/"level":[56]0.*"msg":"([^"]+)"/g)].map(([, message]) => message)).toEqual([
    "a worker ended and is replaced",
  ]);
});

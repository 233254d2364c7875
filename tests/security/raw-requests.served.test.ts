import { afterAll, beforeAll, expect, test } from "vitest";
import { randomOf } from "../genui/mutate";
import { type Identity, rawRequest } from "./raw-request";
import { type RawAnswer, sendRaw } from "./raw-socket";
import { type Served, startServed } from "./served";

/** A plain run takes a part of them; `npm run test:security` all. */
const COUNT = Number(process.env.RAW_REQUESTS ?? (process.env.SECURITY_SCALE === "full" ? 20_000 : 600));
const SEED = Number(process.env.RAW_SEED ?? 1);
const AT_ONCE = 12;

let server: Served;
beforeAll(async () => {
  server = await startServed();
}, 600_000);
afterAll(() => server?.stop());

/** What Next asks to be asked again for, with the same headers, is asked again: else nothing of a page's data would be reached. */
async function ask(request: string): Promise<{ request: string; answer: RawAnswer }> {
  const answer = await sendRaw(server.port, request);
  const location = answer.status === 307 ? /\r\nlocation: (\S+)\r\n/i.exec(answer.head)?.[1] : undefined;
  if (!location?.includes("_rsc=")) return { request, answer };
  const again = request.replace(/^(\S+ )\S+/, (_, method: string) => method + location);
  return { request: again, answer: await sendRaw(server.port, again) };
}

function fault({ status, head, end }: RawAnswer): string | null {
  if (end === "hung") return "hung";
  if (status === null || status < 500) return null;
  // A server that has its hands full may say so, and when to come again.
  return status === 503 && /\r\nretry-after: \d+\r\n/i.test(head) ? null : `status ${status}`;
}

test(`${COUNT} raw requests to pages and API, right in part: no failure, no hang, no crash`, {
  timeout: 60_000 + COUNT * 120,
}, async () => {
  const identity: Identity = { secret: server.secret, cookie: server.cookie };
  const faults: string[] = [];
  const statuses = new Map<string, number>();
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < COUNT && faults.length < 20) {
        const { request, answer } = await ask(rawRequest(randomOf(SEED * 1_000_003 + next++), identity));
        const key = String(answer.status ?? answer.end);
        statuses.set(key, (statuses.get(key) ?? 0) + 1);
        const why = fault(answer);
        if (why) faults.push(`${why}: ${JSON.stringify(request.replaceAll(identity.cookie, "…").slice(0, 700))}`);
      }
    }),
  );
  expect(faults).toEqual([]);
  // Right enough to reach what is behind the first checks.
  expect(statuses.get("200")).toBeGreaterThan(COUNT / 20);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  expect(server.output()).not.toMatch(/nobody listened|was not caught/);
});

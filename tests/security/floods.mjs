import { Agent } from "node:http";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { quantile, send } from "./send.mjs";

const PER_SECOND = 200;
const FLOOD_MS = 12_000;
/** One call of the API every so often, in measured steps: what a caller notices of the visitors. */
const CALL_EVERY_MS = 25;
const P99_RATIO_MAX = 2;
/** Below this, twice the time is still nothing a caller could notice. */
const P99_MS_FLOOR = 25;

const LONG = "a".repeat(15_000);
const FORM = "application/x-www-form-urlencoded";

/** What visitors without a key or a session send. */
const VISITS = {
  "the sign-in page": () => ({ path: "/sign-in" }),
  "the landing page": () => ({ path: "/" }),
  "pages that are not there": () => ({ path: `/nothing-${Math.random()}` }),
  "paths of 15 KB": () => ({ path: `/${LONG}` }),
  "API paths of 15 KB": () => ({ path: `/v1/${LONG}` }),
  "pages as data": () => ({ path: "/sign-in?_rsc=1", headers: { rsc: "1" } }),
  "sign-ins with a password": () => ({
    path: "/api/auth/callback/credentials",
    method: "POST",
    headers: { "content-type": FORM },
    body: `email=a${Math.random()}%40example.com&password=wrong-password&csrfToken=x&json=true`,
  }),
  "unknown keys": () => ({
    path: "/v1/embed/chat/completions",
    method: "POST",
    headers: { authorization: `Bearer sk-${Math.random()}`, "content-type": "application/json" },
    body: "{}",
  }),
};

/**
 * Calls the API alone, then beside 200 anonymous requests a second of each kind.
 * @returns {Promise<{ lines: string[], problems: string[] }>}
 */
export async function runFloods({ url, key }) {
  await calls({ url, key }, 2_000);
  const alone = await calls({ url, key }, FLOOD_MS);
  const lines = [row("alone", alone)];
  const problems = [];
  for (const [name, visit] of Object.entries(VISITS)) {
    const [api, visits] = await Promise.all([calls({ url, key }, FLOOD_MS), flood(url, visit)]);
    lines.push(`${row(name, api)}  visits: ${tally(visits)}`);
    const p99Max = Math.max(P99_MS_FLOOR, P99_RATIO_MAX * quantile(alone.times, 0.99));
    if (quantile(api.times, 0.99) > p99Max) problems.push(`p99 over ${p99Max.toFixed(0)} ms beside ${name}`);
    if (api.failures.length > 0) problems.push(`${api.failures.length} calls failed beside ${name}: ${api.failures[0]}`);
    const broken = visits.filter(({ status, headers }) => status >= 500 && !(status === 503 && headers["retry-after"]));
    if (broken.length > 0) problems.push(`${name}: ${broken.length} answers of ${broken[0].status}`);
    const hung = visits.filter(({ hasHung }) => hasHung);
    if (hung.length > 0) problems.push(`${name}: ${hung.length} without an answer`);
    await sleep(1_000);
  }
  return { lines, problems };
}

async function calls({ url, key }, ms) {
  const agent = new Agent({ keepAlive: true });
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const body = JSON.stringify({
    model: "c1/vitrine/offline/v-20261122",
    messages: [{ role: "user", content: "Chart: Jan 120, Feb 180" }],
    stream: true,
  });
  const pending = [];
  for (const end = performance.now() + ms; performance.now() < end; await sleep(CALL_EVERY_MS)) {
    pending.push(send(`${url}/v1/embed/chat/completions`, { method: "POST", headers, body, agent }));
  }
  const answers = await Promise.all(pending);
  agent.destroy();
  const isWhole = ({ status, text }) => status === 200 && text.includes("[DONE]");
  return {
    times: answers.map((answer) => answer.ms),
    failures: answers.filter((answer) => !isWhole(answer)).map(({ status, text }) => `${status} ${text.slice(0, 200)}`),
  };
}

/** At a steady rate, whatever the server makes of it. */
async function flood(url, visit) {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const pending = [];
  const startedAt = performance.now();
  for (let sent = 0; performance.now() - startedAt < FLOOD_MS; await sleep(5)) {
    for (const due = ((performance.now() - startedAt) / 1_000) * PER_SECOND; sent < due; sent++) {
      const { path, ...options } = visit();
      pending.push(send(`${url}${path}`, { ...options, agent }));
    }
  }
  const answers = await Promise.all(pending);
  agent.destroy();
  return answers;
}

function row(name, { times }) {
  const [p50, p99] = [0.5, 0.99].map((share) => quantile(times, share).toFixed(1).padStart(8));
  return `${p50} ms p50  ${p99} ms p99  ${String(times.length).padStart(4)} calls  ${name}`;
}

function tally(answers) {
  const counts = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return Object.entries(counts)
    .map(([status, count]) => `${count} × ${status}`)
    .join(", ");
}

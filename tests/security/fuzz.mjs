import { Agent } from "node:http";
import { createValues, operations } from "./documented.mjs";
import { createRandom, send } from "./send.mjs";

const PARALLEL = 8;
const PROBLEMS_MAX = 20;

/**
 * Sends `count` requests made of the server's own OpenAPI document, most of them wrong somewhere; none may end in a 5xx or hang.
 * Ids that answers name come back in later requests.
 * @returns {Promise<{ lines: string[], problems: string[] }>}
 */
export async function runFuzz({ url, key, count, seed }) {
  const document = await (await fetch(`${url}/openapi.json`)).json();
  const calls = operations(document);
  const random = createRandom(seed);
  const value = createValues(document, random);
  const agent = new Agent({ keepAlive: true, maxSockets: PARALLEL });
  const known = ["resp_0", "conv_0", "msg_0"];
  const tally = {};
  const problems = [];
  let left = count;
  await Promise.all(
    Array.from({ length: PARALLEL }, async () => {
      while (left-- > 0 && problems.length < PROBLEMS_MAX) {
        const request = write(calls[Math.floor(random() * calls.length)], { value, random, known, key });
        const answer = await send(`${url}${request.path}`, { ...request, agent });
        tally[answer.status] = (tally[answer.status] ?? 0) + 1;
        remember(known, answer.text);
        if (answer.hasHung || answer.status === 0 || answer.status >= 500) problems.push(describe(request, answer));
      }
    }),
  );
  agent.destroy();
  const counts = Object.entries(tally).map(([status, times]) => `${times} × ${status}`);
  return { lines: [`${count} requests of seed ${seed}: ${counts.join(", ")}`], problems };
}

function write({ method, path, parameters, body }, { value, random, known, key }) {
  const id = () => (random() < 0.7 ? known[Math.floor(random() * known.length)] : text(value({ type: "string" })));
  const query = new URLSearchParams();
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  for (const one of parameters) {
    if (one.in === "query" && random() < 0.4) query.append(one.name, text(value(one.schema ?? {})));
    if (one.in === "header" && random() < 0.3)
      headers[one.name] = text(value(one.schema ?? {}))
        .replace(/[^\x20-\x7e]/g, "?")
        .slice(0, 300);
  }
  const filled = path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(id().toWellFormed()));
  const search = query.size > 0 ? `?${query}` : "";
  return { method, path: `/v1/embed${filled}${search}`, headers, body: body ? written(value(body), random) : undefined };
}

/** Now and then torn, doubled or with a byte changed, so that it is no JSON any more. */
function written(body, random) {
  const json = JSON.stringify(body) ?? "";
  const at = Math.floor(random() * json.length);
  const chance = random();
  if (chance < 0.02) return json.slice(0, at);
  if (chance < 0.03) return json + json;
  if (chance < 0.05) return `${json.slice(0, at)}${String.fromCharCode(Math.floor(random() * 256))}${json.slice(at + 1)}`;
  return json;
}

function text(value) {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

function remember(known, answer) {
  for (const id of answer.match(/\b(resp|conv|msg)_[0-9a-zA-Z]{8,}/g) ?? []) known.push(id);
  if (known.length > 200) known.splice(0, known.length - 200);
}

function describe({ method, path, body }, { status, hasHung, text: answer }) {
  const outcome = hasHung ? "no end" : status;
  return `${outcome}: ${method} ${path} ${(body ?? "").slice(0, 600)} → ${answer.slice(0, 200)}`;
}

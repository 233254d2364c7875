import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { performance } from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";

// Loaded into the server under test (node --import): says how long its event loop was held at a time since the last question.
const TICK_MS = 5;
const SCHEDULE = `/proc/${process.pid}/task/${process.pid}/schedstat`;

const held = { cpuMs: 0, wallMs: 0 };
let last = now();

// What other threads of it work holds nobody.
if (isMainThread) watch();

function watch() {
  // Two ticks stand at most one turn of the loop apart, so what the thread worked between them is what it did without a pause.
  setInterval(() => {
    const at = now();
    held.cpuMs = Math.max(held.cpuMs, at.cpuMs - last.cpuMs);
    held.wallMs = Math.max(held.wallMs, at.wallMs - last.wallMs - TICK_MS);
    last = at;
  }, TICK_MS).unref();

  createServer((_, response) => {
    const { heapUsed, rss } = process.memoryUsage();
    response.end(JSON.stringify({ ...held, heapBytes: heapUsed, rssBytes: rss }));
    held.cpuMs = 0;
    held.wallMs = 0;
  })
    .listen(Number(process.env.LOOP_PROBE_PORT), "127.0.0.1")
    .unref();
}

function now() {
  return { cpuMs: cpuMs(), wallMs: performance.now() };
}

/** Of this thread alone: others collect garbage and hash passwords meanwhile. Where the system does not tell, the clock stands in. */
function cpuMs() {
  try {
    return Number(readFileSync(SCHEDULE, "latin1").split(" ")[0]) / 1e6;
  } catch {
    return performance.now();
  }
}

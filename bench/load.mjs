import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const BODY = JSON.stringify({
  model: "c1/vitrine/offline/v-20261122",
  messages: [{ role: "user", content: "Show this as a chart:\nmonth,sales\nJan,120\nFeb,90\nMar,160\nApr,150\nMay,210" }],
  stream: true,
});

/**
 * Sends `count` streamed requests over `connections` connections, one after another on each, `pauseMs` apart.
 * @param {{ port: number, secret: string }} target
 * @param {{ connections: number, count: number, pauseMs?: number }} load
 * @returns {Promise<{ firstDeltaMs: number[], totalMs: number[], seconds: number }>} times of each request: to the first byte of content, to the end
 */
export async function load({ port, secret }, { connections, count, pauseMs = 0 }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const firstDeltaMs = [];
  const totalMs = [];
  let left = count;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (left-- > 0) {
        const times = await ask({ port, secret, agent });
        firstDeltaMs.push(times.firstDelta);
        totalMs.push(times.total);
        // Not in step, or all connections would ask at once.
        if (pauseMs > 0) await sleep(pauseMs * (0.5 + Math.random()));
      }
    }),
  );
  agent.destroy();
  return { firstDeltaMs, totalMs, seconds: (performance.now() - startedAt) / 1_000 };
}

/** The frames of one answer, as the server sent them. */
export async function frames(target) {
  const agent = new Agent();
  const { text } = await ask({ ...target, agent });
  agent.destroy();
  return text.split(/(?<=\n\n)/);
}

function ask({ port, secret, agent }) {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json", "content-length": Buffer.byteLength(BODY) };
    const outgoing = request(
      { port, host: "127.0.0.1", method: "POST", path: "/v1/embed/chat/completions", agent, headers },
      (response) => {
        let text = "";
        let firstDelta = null;
        response.setEncoding("utf8");
        response.on("data", (piece) => {
          text += piece;
          // The first frame only names the role.
          if (firstDelta === null && /"content":"[^"]/.test(text)) firstDelta = performance.now() - startedAt;
        });
        response.on("end", () => {
          if (response.statusCode === 200 && text.endsWith("data: [DONE]\n\n"))
            resolve({ firstDelta, total: performance.now() - startedAt, text });
          else reject(new Error(`${response.statusCode}: ${text.slice(0, 300)}`));
        });
        response.on("error", reject);
      },
    );
    outgoing.on("error", reject);
    outgoing.end(BODY);
  });
}

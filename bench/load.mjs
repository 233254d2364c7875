import { Agent, request } from "node:http";

/** Of the requests of a round: as many may be refused for a moment, as on a machine with other work, and are asked again. */
const REFUSED_SHARE_MAX = 0.2;

/**
 * Sends `count` requests over `connections` connections, one after another on each; throws when more than a few are not answered whole.
 * @param {{ port: number, path: string, headers: Record<string, string>, body: string, isWhole: (text: string) => boolean }} call
 * @param {{ connections: number, count: number }} load
 * @returns {Promise<{ firstMs: number[], totalMs: number[], seconds: number, refused: number }>} times of each request: to the first words, to the end
 */
export async function load(call, { connections, count }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const firstMs = [];
  const totalMs = [];
  let left = count;
  let refused = 0;
  const startedAt = performance.now();
  const askOne = async () => {
    try {
      const times = await ask(call, agent);
      firstMs.push(times.first);
      totalMs.push(times.total);
    } catch (error) {
      left += 1;
      if (++refused > 20 + count * REFUSED_SHARE_MAX) throw error;
    }
  };
  try {
    await Promise.all(
      Array.from({ length: connections }, async () => {
        while (left-- > 0) await askOne();
      }),
    );
  } finally {
    agent.destroy();
  }
  return { firstMs, totalMs, seconds: (performance.now() - startedAt) / 1_000, refused };
}

function ask({ port, path, headers, body, isWhole }, agent) {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const sent = { "content-type": "application/json", "content-length": Buffer.byteLength(body), ...headers };
    const outgoing = request({ port, host: "127.0.0.1", method: "POST", path, agent, headers: sent }, (response) => {
      const pieces = [];
      let first = null;
      response.on("data", (piece) => {
        pieces.push(piece);
        // What only names the role, or the response, holds no words yet.
        if (first === null && /"(?:content|delta)":\s*"[^"]/.test(piece.toString("latin1"))) first = performance.now() - startedAt;
      });
      response.on("end", () => {
        const text = Buffer.concat(pieces).toString();
        const total = performance.now() - startedAt;
        if (response.statusCode === 200 && isWhole(text)) resolve({ first: first ?? total, total });
        else reject(new Error(`${response.statusCode}: ${text.slice(0, 300)}`));
      });
      response.on("error", reject);
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

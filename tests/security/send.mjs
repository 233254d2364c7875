import { request } from "node:http";
import { performance } from "node:perf_hooks";

/** More than the longest that the server gives anything itself, which is a minute for a drawing. */
const SILENCE_MS = 90_000;

/**
 * Sends one request and reads its answer to the end.
 * @param {string} url
 * @param {{ method?: string, headers?: Record<string, string>, body?: string | Buffer, agent?: import("node:http").Agent }} [options]
 * @returns {Promise<{ status: number, ms: number, text: string, headers: import("node:http").IncomingHttpHeaders, hasHung: boolean }>}
 *   status 0 where the connection ended without an answer
 */
export function send(url, { method = "GET", headers = {}, body, agent } = {}) {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    let hasHung = false;
    let status = 0;
    let text = "";
    let received = {};
    const end = () => resolve({ status, ms: performance.now() - startedAt, text, headers: received, hasHung });
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const outgoing = request(url, { method, agent, headers: { ...length, ...headers } }, (response) => {
      status = response.statusCode ?? 0;
      received = response.headers;
      response.setEncoding("utf8").on("data", (piece) => {
        if (text.length < 10_000) text += piece;
      });
      response.on("close", end);
    });
    outgoing.setTimeout(SILENCE_MS, () => {
      hasHung = true;
      outgoing.destroy();
    });
    outgoing.on("error", end);
    outgoing.end(body);
  });
}

/** A generator of numbers in [0, 1) that a seed repeats (mulberry32). */
export function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The value below which `share` of the numbers lie. */
export function quantile(numbers, share) {
  return numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(share * numbers.length))] ?? 0;
}

import { createServer } from "node:http";
import { anthropic } from "./anthropic.mjs";
import { compatible } from "./compatible.mjs";
import { google } from "./google.mjs";
import { openai } from "./openai.mjs";
import { answerTo, PIECES } from "./story.mjs";

const FORMATS = { openai, anthropic, google, compatible };
const EVENTS = { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" };
const PIECE_MS = 25;

/**
 * Four providers on one port, a wire format each: they refuse what the vendor refuses, in its words, and answer in its events. A client
 * hears at `/stopped/<mark>` once the endless answer to a question with that mark was stopped.
 * @returns {Promise<{ url: string, settings: Record<string, string>, refusals: string[], stop: () => void }>} the settings that set them
 *   up, what was refused, and what ends them
 */
export async function startProviders() {
  const refusals = [];
  const stops = createStops();
  const given = Object.fromEntries(Object.keys(FORMATS).map((name) => [name, new Map()]));
  const server = createServer(async (incoming, outgoing) => {
    const [, name, ...rest] = (incoming.url ?? "/").split("/");
    if (name === "stopped") {
      await stops.of(rest.join("/"));
      outgoing.end("stopped");
      return;
    }
    const format = FORMATS[name];
    let text = "";
    for await (const bytes of incoming) text += bytes;
    if (incoming.method !== "POST" || !format) return void outgoing.writeHead(404).end();
    const request = { path: `/${rest.join("/")}`, headers: incoming.headers, body: JSON.parse(text), given: given[name] };
    const refusal = format.refuses(request);
    if (refusal) {
      refusals.push(`${name}: ${JSON.stringify(refusal.body)}`);
      outgoing.writeHead(refusal.status, { "content-type": "application/json" }).end(JSON.stringify(refusal.body));
      return;
    }
    const answer = answerTo(format.reads(request.body));
    const { begin, piece, end } = format.writes(answer, request);
    outgoing.writeHead(200, EVENTS);
    outgoing.write(begin);
    if (answer.type !== "endless") return void outgoing.end(answer.pieces.map(piece).join("") + end);
    outgoing.on("close", () => stops.stopped(answer.mark));
    for (let i = 0; !outgoing.destroyed; i++) {
      outgoing.write(piece(PIECES[i % PIECES.length]));
      await new Promise((resolve) => setTimeout(resolve, PIECE_MS));
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  const url = `http://127.0.0.1:${server.address().port}`;
  return { url, settings: settingsFor(url), refusals, stop: () => server.closeAllConnections() };
}

function settingsFor(url) {
  return {
    OPENAI_API_KEY: "a-key-for-tests",
    OPENAI_BASE_URL: `${url}/openai/v1`,
    ANTHROPIC_API_KEY: "a-key-for-tests",
    ANTHROPIC_BASE_URL: `${url}/anthropic/v1`,
    GOOGLE_GENERATIVE_AI_API_KEY: "a-key-for-tests",
    GOOGLE_GENERATIVE_AI_BASE_URL: `${url}/google/v1beta`,
    UPSTREAM_API_KEY: "a-key-for-tests",
    UPSTREAM_BASE_URL: `${url}/compatible/v1`,
  };
}

/** Answers that were stopped, by their marks, and who waits for them. */
function createStops() {
  const all = new Map();
  const of = (mark) => {
    if (!all.has(mark)) {
      let resolve;
      const promise = new Promise((done) => {
        resolve = done;
      });
      all.set(mark, { promise, resolve });
    }
    return all.get(mark);
  };
  return { of: (mark) => of(mark).promise, stopped: (mark) => of(mark).resolve() };
}

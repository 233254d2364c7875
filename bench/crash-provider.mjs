import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const CHUNK_MS = 50;
const CHUNKS_MIN = 20;
const CHUNKS_MAX = 160;

/** A provider in OpenAI's wire format whose answers take one to eight seconds. */
export async function startProvider() {
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => void answer(response));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/v1`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function answer(response) {
  response.writeHead(200, { "content-type": "text/event-stream" });
  const chunks = CHUNKS_MIN + Math.floor(Math.random() * (CHUNKS_MAX - CHUNKS_MIN));
  const send = (value) => response.write(`data: ${JSON.stringify(value)}\n\n`);
  for (let i = 0; i < chunks && !response.destroyed; i++, await sleep(CHUNK_MS)) {
    send({ choices: [{ index: 0, finish_reason: null, delta: { content: `word ${i} ` } }] });
  }
  send({ choices: [{ index: 0, finish_reason: "stop", delta: {} }] });
  send({ choices: [], usage: { prompt_tokens: 10, completion_tokens: chunks } });
  response.end("data: [DONE]\n\n");
}

import { readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { SeenRequest } from "./provider-server";
import { startProvider } from "./provider-server";

// `recordings/<provider>/<story>.sse` is a stream byte by byte as that provider writes it; each tells the same story in its own way.

/** How many bytes arrive at once; null is one event at a time, as it is on a network. */
export const CHUNKINGS = [1, 7, 100, null] as const;

export function readRecording(provider: string, story: string): Buffer {
  return readFileSync(new URL(`recordings/${provider}/${story}.sse`, import.meta.url));
}

/** A server that plays one recording to whoever asks; lists what it was asked. */
export async function playRecording(
  provider: string,
  story: string,
  chunking: (typeof CHUNKINGS)[number] = null,
): Promise<{ url: string; requests: SeenRequest[] }> {
  const bytes = readRecording(provider, story);
  return startProvider((_, response) => play(response, bytes, chunking));
}

async function play(response: ServerResponse, bytes: Buffer, bytesPerChunk: number | null): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" });
  if (bytesPerChunk !== null) {
    for (let i = 0; i < bytes.length; i += bytesPerChunk) response.write(bytes.subarray(i, i + bytesPerChunk));
  } else {
    for (const event of bytes.toString().split(/(?<=\r?\n\r?\n)/)) {
      response.write(event);
      await nextTurn();
    }
  }
  response.end();
}

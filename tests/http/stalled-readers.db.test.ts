import { type ChildProcess, execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { bundleOptions } from "@/scripts/build.mjs";
import { newActor, newKey } from "@/tests/keys/fixture";
import { customModel, type Provider, startCustomProvider, writeChoices } from "./provider";
import { until } from "./until";

// Clients that ask and then read nothing, of a provider that writes as fast as it can: what nobody reads stays with the provider.

const READERS = 8;
const ANSWER_BYTES = 60_000_000;
/** What the process may need besides. All answers are 480 MB, before anybody copies them. */
const GROWTH_MB_MAX = 250;
/** With much memory in sight garbage is collected late, and is counted with what is held. */
const HEAP_MB_MAX = 200;
const STALL_LIMIT_MS = 30_000;

const folder = `node_modules/.cache/vitrine-stalled-${process.pid}`;
const piece = { delta: { content: `${"All work and no play makes Jack a dull boy. ".repeat(700)}\n\n` } };
const PIECE_BYTES = JSON.stringify(piece).length;
let provider: Provider;
/** What the provider got rid of, a number for each answer. */
const written: { bytes: number; isOver: boolean }[] = [];

async function writeFast(response: ServerResponse): Promise<void> {
  const note = { bytes: 0, isOver: false };
  written.push(note);
  response.on("close", () => {
    note.isOver = true;
  });
  while (note.bytes < ANSWER_BYTES && !response.destroyed) {
    writeChoices(response, [piece], { end: false });
    note.bytes += PIECE_BYTES;
    if (response.writableNeedDrain) await drained(response);
  }
  if (!response.destroyed) writeChoices(response, [{ delta: {}, finish_reason: "stop" }]);
}

/** Resolves once more can be written, or nobody reads any more. */
async function drained(response: ServerResponse): Promise<void> {
  const over = new AbortController();
  const first = [once(response, "drain", { signal: over.signal }), once(response, "close", { signal: over.signal })];
  await Promise.race(first).finally(() => over.abort());
}

beforeAll(async () => {
  provider = await startCustomProvider({ fast: writeFast });
  await build({ ...bundleOptions(folder), entryPoints: ["tests/http/process.ts"] });
});
afterAll(async () => {
  provider.close();
  await rm(folder, { recursive: true });
});

async function launch(): Promise<{ child: ChildProcess; port: number; secret: string }> {
  const child = fork(`${folder}/process.mjs`, {
    env: { ...process.env, PORT: "0", NODE_ENV: "production" },
    execArgv: [...process.execArgv, `--max-old-space-size=${HEAP_MB_MAX}`],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [port] = (await once(child, "message")) as [number];
  const { secret } = await newKey(await newActor());
  return { child, port, secret };
}

const megabytesOf = ({ pid }: ChildProcess): number => Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)])) / 1_024;

// Text that is passed on as it is: the answer reaches the reader as fast as the provider writes it.
const JSON_TEXT = { type: "json_object" };
interface Stalled {
  port: number;
  secret: string;
}

function stallOverHttp(path: string, body: object, { port, secret }: Stalled): Socket {
  const text = JSON.stringify({ ...body, model: customModel("fast"), stream: true });
  const head = `POST ${path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${secret}\r\ncontent-type: application/json`;
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {}).pause();
  socket.write(`${head}\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  return socket;
}

const MESSAGES = [{ role: "user", content: "Hi" }];
const WAYS: Record<string, (server: Stalled) => Socket> = {
  "a chat": (server) => stallOverHttp("/v1/embed/chat/completions", { messages: MESSAGES, response_format: JSON_TEXT }, server),
  "a response": (server) => stallOverHttp("/v1/embed/responses", { input: "Hi", text: { format: JSON_TEXT } }, server),
};

describe.each(Object.entries(WAYS))("readers of %s who stall", { timeout: 240_000 }, (_, stall) => {
  test("stop the provider, need little memory, and are given up after the limit", async () => {
    const server = await launch();
    written.length = 0;
    // One by one at first: a key that nobody has used is looked up for every request, and look-ups have a limit.
    const readers = [stall(server)];
    expect(
      await until(
        () => written.length,
        (count) => count === 1,
        60_000,
      ),
    ).toBe(1);
    const before = megabytesOf(server.child);
    readers.push(...Array.from({ length: READERS - 1 }, () => stall(server)));
    onTestFinished(() => {
      for (const reader of readers) reader.destroy();
    });
    expect(
      await until(
        () => written.length,
        (count) => count === READERS,
        60_000,
      ),
    ).toBe(READERS);
    let peak = 0;
    const isOver = () => written.every((answer) => answer.isOver);
    for (const end = Date.now() + 3 * STALL_LIMIT_MS; !isOver() && Date.now() < end; await sleep(200))
      peak = Math.max(peak, megabytesOf(server.child) - before);
    expect(peak).toBeLessThan(GROWTH_MB_MAX);
    expect(written.filter(({ bytes }) => bytes >= ANSWER_BYTES)).toEqual([]);
    expect(isOver()).toBe(true);
    expect(server.child.exitCode).toBeNull();
  });
});

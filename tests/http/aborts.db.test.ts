import { Agent, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { apiRoutes } from "@/lib/embed/routes";
import { generate } from "@/lib/engine";
import { env } from "@/lib/env";
import { generationRequest } from "@/lib/generation/generation-request";
import { beginWork, untilIdle } from "@/lib/http/in-flight";
import { webHandlers } from "@/lib/http/web-transport";
import { revokeKey } from "@/lib/keys/mutations";
import { startKeyBus, stopKeyBus } from "@/lib/server/bus";
import { drain } from "@/lib/server/drain";
import { createListener } from "@/lib/server/listener";
import { type OwnServer, upstreamSettings } from "@/lib/upstream/settings";
import { newActor, newKey } from "@/tests/keys/fixture";
import { collectGarbage, whileCollecting } from "./collect-garbage";
import { type Script, startCustomProvider, writeChoices } from "./provider";
import { until } from "./until";

// Whatever ends a request must reach the provider, which else writes on and is paid, also when memory was collected meanwhile: a signal
// that only weak references hold is gone then. Counted are the provider's connections, not what this server believes of them.

/** How many calls each test makes; all of them together are over a thousand. */
const CALLS = 60;
/** Ends a test that fails; how fast a call ends is asked elsewhere. */
const IN_TIME_MS = 100_000;
vi.setConfig({ testTimeout: 2 * IN_TIME_MS });

process.env.BACKGROUND_RESPONSES_PER_KEY = String(CALLS);
const open = new Set<ServerResponse>();
let asked = 0;
/** The status of every answer that is none, but for a busy server's: those requests are sent again. */
let refused: number[] = [];
const held = (begin: Script): Script => {
  return async (response, question) => {
    asked++;
    open.add(response);
    response.once("close", () => open.delete(response));
    await begin(response, question);
  };
};
const provider = await startCustomProvider({
  silent: held(() => {}),
  headers: held((response) => response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders()),
  word: held((response) => writeChoices(response, [{ delta: { content: "A word. " } }], { end: false })),
});
const agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY });
const server = createListener({ routes: apiRoutes, pages: async (_, response) => void response.end() });
let actor: Awaited<ReturnType<typeof newActor>>;
let key: Awaited<ReturnType<typeof newKey>>;

beforeAll(async () => {
  await startKeyBus();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  actor = await newActor();
});
let testCount = 0;
beforeEach(async () => {
  asked = 0;
  testCount++;
  key = await newKey(actor);
  // A key that nobody has used yet is looked up for every request, and look-ups have a limit.
  await send({ ...CHAT, body: {} }).text;
  refused = [];
  Object.assign(upstreamSettings().patience, { firstByteMs: 600_000, idleMs: 600_000 });
});
// What one test left open must not be counted by the next.
afterEach(() => {
  for (const response of open) response.destroy();
});
afterAll(async () => {
  provider.close();
  await stopKeyBus();
  server.closeAllConnections();
  server.close();
});

const CHAT = { path: "/v1/embed/chat/completions", body: { messages: [{ role: "user", content: "Hi" }] } };
const RESPONSES = { path: "/v1/embed/responses", body: { input: "Hi" } };
const BACKGROUND = { ...RESPONSES, body: { ...RESPONSES.body, background: true } };

interface Asking {
  path: string;
  body: object;
}

/**
 * Each call asks a provider of its own name, since one whose calls time out again and again is left alone, and each test others, since a
 * connection keeps the patience that it was made with.
 */
function modelOf(call: number, name: string): string {
  const url = env().UPSTREAM_BASE_URL ?? "";
  const provider = `p${testCount}-${call}`;
  (upstreamSettings().servers as Map<string, OwnServer>).set(provider, { label: "P", url, key: null, setting: "P" });
  return `c1/${provider}/${name}/v-20261122`;
}

interface Sent {
  leave: () => void;
  /** The answer's text, whichever way it ends. */
  text: Promise<string>;
}

/**
 * Sends a request over a connection of its own, and reads on whatever comes. As the official clients do, it
 * sends again what a busy server refused with a 503.
 */
function send(asking: Asking): Sent {
  let left = false;
  let sent = sendOnce(asking);
  const text = (async () => {
    for (;;) {
      const { status, body } = await sent.answer;
      if (status !== 503 || left) return body;
      sent = sendOnce(asking);
    }
  })();
  const leave = () => {
    left = true;
    sent.leave();
  };
  return { leave, text };
}

function sendOnce({ path, body }: Asking) {
  const { port } = server.address() as AddressInfo;
  const headers = { authorization: `Bearer ${key.secret}`, "content-type": "application/json" };
  const sent = request({ port, host: "127.0.0.1", path, method: "POST", headers, agent });
  const answer = { status: 0, body: "" };
  sent.on("error", () => {});
  sent.on("response", (response) => {
    answer.status = response.statusCode ?? 0;
    if (![200, 503].includes(answer.status)) refused.push(answer.status);
    response
      .on("error", () => {})
      .on("data", (bytes) => {
        answer.body += String(bytes);
      });
  });
  sent.end(JSON.stringify(body));
  const closed = new Promise((resolve) => sent.once("close", resolve));
  return { leave: () => void sent.destroy(), answer: closed.then(() => answer) };
}

function sendAll({ path, body }: Asking, model: string): Sent[] {
  return Array.from({ length: CALLS }, (_, i) => send({ path, body: { ...body, model: modelOf(i, model) } }));
}

/** As many calls as a test makes, all of them with the provider, after a collection. */
async function ask(asking: Asking, model: string): Promise<Sent[]> {
  const sent = sendAll(asking, model);
  await allAsked();
  return sent;
}

/** The same, until all of them have ended by themselves; on a busy machine some do before the provider hears of them. */
async function askUntilEnded(asking: Asking, model: string): Promise<void> {
  await whileCollecting(Promise.all(sendAll(asking, model).map(({ text }) => text)));
  await whileCollecting(untilIdle());
  expect(asked).toBeGreaterThan(CALLS / 2);
}

async function allAsked(): Promise<void> {
  await whileCollecting(
    until(
      () => asked + refused.length,
      (count) => count === CALLS,
      IN_TIME_MS,
    ),
  );
  expect({ asked, refused }).toEqual({ asked: CALLS, refused: [] });
  await collectGarbage();
}

/** How many of the provider's connections stay open although everything was ended. */
function lost(): Promise<number> {
  return whileCollecting(
    until(
      () => open.size,
      (count) => count === 0,
      IN_TIME_MS,
    ),
  );
}

const FORMS: Record<string, Asking> = {
  "a streamed chat": { ...CHAT, body: { ...CHAT.body, stream: true } },
  "a streamed response": { ...RESPONSES, body: { ...RESPONSES.body, stream: true } },
  "a response in the background": BACKGROUND,
};

describe.each(Object.entries(FORMS))("%s", (_, form) => {
  test("that waits for its first byte too long lets go of the provider", async () => {
    upstreamSettings().patience.firstByteMs = 3_000;
    await askUntilEnded(form, "headers");
    expect(await lost()).toBe(0);
  });

  test("that goes silent lets go of the provider", async () => {
    upstreamSettings().patience.idleMs = 1_000;
    await askUntilEnded(form, "word");
    expect(await lost()).toBe(0);
  });

  test("whose key is revoked lets go of the provider", async () => {
    await ask(form, "word");
    await revokeKey(actor, key.key.id);
    expect(await lost()).toBe(0);
  });
});

const ATTENDED = {
  chat: CHAT,
  responses: RESPONSES,
  "streamed chat": FORMS["a streamed chat"],
  "streamed responses": FORMS["a streamed response"],
};

describe.each(Object.entries(ATTENDED) as [string, Asking][])("%s", (_, form) => {
  test("whose client leaves lets go of the provider", async () => {
    for (const { leave } of await ask(form, "word")) leave();
    expect(await lost()).toBe(0);
  });
});

test("the client of a route of the pages' server leaves before the answer, and the provider is let go of", async () => {
  const { POST } = webHandlers(apiRoutes);
  const leaving = new AbortController();
  const headers = { authorization: `Bearer ${key.secret}`, "content-type": "application/json" };
  const body = JSON.stringify({ ...CHAT.body, model: modelOf(0, "silent") });
  const url = `http://in-process${CHAT.path}`;
  for (let i = 0; i < CALLS; i++) void POST(new Request(url, { method: "POST", headers, body, signal: leaving.signal }));
  await allAsked();
  leaving.abort();
  expect(await lost()).toBe(0);
});

test("a response in the background that is cancelled lets go of the provider", async () => {
  const sent = Array.from({ length: CALLS }, () =>
    send({ path: BACKGROUND.path, body: { ...BACKGROUND.body, model: modelOf(0, "word") } }),
  );
  const ids = await Promise.all(sent.map(idOf));
  await allAsked();
  for (const id of ids) send({ path: `${RESPONSES.path}/${id}/cancel`, body: {} });
  expect(await lost()).toBe(0);
});

test("work that is past its deadline lets go of the provider", async () => {
  const input = [{ type: "message", id: "msg_1", role: "user", status: "completed", content: [{ type: "input_text", text: "Hi" }] }];
  const asking = generationRequest({ model: modelOf(0, "word"), input: input as never });
  for (let i = 0; i < CALLS; i++) {
    const work = beginWork(new AbortController().signal, 1_500);
    void readOn(generate(asking, work.signal).events).finally(work.end);
  }
  await allAsked();
  expect(await lost()).toBe(0);
});

// Last: a server that has shut down takes nothing any more.
test("a server that shuts down lets go of the provider: streams and what runs in the background", async () => {
  const forms = Object.values(FORMS);
  for (let i = 0; i < CALLS; i++) {
    const { path, body } = forms[i % forms.length] as Asking;
    send({ path, body: { ...body, model: modelOf(CALLS, "word") } });
  }
  await allAsked();
  await whileCollecting(drain(server, 0));
  expect(await lost()).toBe(0);
});

async function idOf({ text }: Sent): Promise<string> {
  return (JSON.parse(await text) as { id: string }).id;
}

async function readOn(events: AsyncIterable<unknown>): Promise<void> {
  try {
    for await (const _ of events);
  } catch {
    // It ends so.
  }
}

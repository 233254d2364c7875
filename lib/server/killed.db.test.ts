import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { prisma } from "@/lib/prisma";
import { countOrphans } from "@/lib/responses/orphans/mutations";
import { beginUsage } from "@/lib/usage/begun";
import { recordUsageDurably } from "@/lib/usage/recorder";
import { NOTHING_COUNTED, type UsageRow } from "@/lib/usage/schema";
import { bundleOptions } from "@/scripts/build.mjs";
import { customModel, type Provider, startCustomProvider, writeChoices } from "@/tests/http/provider";
import { until } from "@/tests/http/until";
import { newActor, newKey } from "@/tests/keys/fixture";

const folder = `node_modules/.cache/vitrine-killed-${process.pid}`;
let provider: Provider;

beforeAll(async () => {
  provider = await startCustomProvider({
    /** Begins, and never ends. */
    long: (response) => writeChoices(response, [{ delta: { content: '{"a"' } }], { end: false }),
    quick: (response) => writeChoices(response, [{ delta: { content: "{}" }, finish_reason: "stop" }]),
  });
  await build({ ...bundleOptions(folder), entryPoints: ["tests/http/process.ts"] });
});
afterAll(async () => {
  provider.close();
  await rm(folder, { recursive: true });
});

async function launch(): Promise<{ child: ChildProcess; origin: string }> {
  const child = fork(`${folder}/process.mjs`, {
    env: { ...process.env, PORT: "0", NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [port] = await once(child, "message");
  return { child, origin: `http://127.0.0.1:${port}` };
}

const post = (origin: string, secret: string, model: string, stream: boolean): Promise<Response> =>
  fetch(`${origin}/v1/embed/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
    body: JSON.stringify({
      model: customModel(model),
      messages: [{ role: "user", content: "Hi" }],
      response_format: { type: "json_object" },
      stream,
    }),
  });

/** One chat; its request id once the client has seen it end, else null. */
async function chat(origin: string, secret: string, stream: boolean): Promise<string | null> {
  try {
    const response = await post(origin, secret, "quick", stream);
    const text = await response.text();
    const isWhole = response.status === 200 && (stream ? text.endsWith("data: [DONE]\n\n") : JSON.parse(text).object === "chat.completion");
    return isWhole ? response.headers.get("x-request-id") : null;
  } catch {
    return null; // the connection broke
  }
}

// Processes of its own: the time they take to start is not what this is about.
test("kill -9: every chat that a client saw end, streamed or not, is counted once", { timeout: 300_000 }, async () => {
  const actor = await newActor();
  const { secret } = await newKey(actor);
  for (let kill = 0; kill < 3; kill++) {
    const { child, origin } = await launch();
    const ended: string[] = [];
    const work = Array.from({ length: 8 }, async (_, i) => {
      for (let id = await chat(origin, secret, i % 2 === 0); id !== null; id = await chat(origin, secret, i % 2 === 0)) {
        ended.push(id);
        if (ended.length === 40 + kill * 7) child.kill("SIGKILL");
      }
    });
    await Promise.all(work);
    expect(ended.length).toBeGreaterThanOrEqual(40);
    const records = await prisma().usageRecord.findMany({ where: { requestId: { in: ended } } });
    expect(ended.filter((id) => !records.some(({ requestId }) => requestId === id))).toEqual([]);
    expect(records.every(({ status, outputTokens }) => status === 200 && outputTokens !== null)).toBe(true);
  }
});

test("kill -9: every chat that was under way is counted once, as failed, and what had ended by itself is not", {
  timeout: 120_000,
}, async () => {
  const actor = await newActor();
  const { secret } = await newKey(actor);
  const { child, origin } = await launch();
  const ended = await chat(origin, secret, true);
  const streams = Array.from({ length: 3 }, () => post(origin, secret, "long", true));
  const whole = post(origin, secret, "long", false).catch(() => null);
  const ids = (await Promise.all(streams)).map(({ headers }) => headers.get("x-request-id"));
  const kept = () => prisma().usageBegun.findMany();
  expect(
    await until(
      async () => (await kept()).length,
      (count) => count === 4,
      20_000,
    ),
  ).toBe(4);
  child.kill("SIGKILL");
  await whole;
  let counted = 0;
  const left = async () => {
    counted += await countOrphans();
    return (await kept()).length;
  };
  expect(await until(left, (count) => count === 0, 20_000)).toBe(0);
  expect(counted).toBe(4);
  expect(await countOrphans()).toBe(0);
  const records = await prisma().usageRecord.findMany({ where: { userId: actor.userId }, orderBy: { createdAt: "asc" } });
  const failed = "500 internal_error";
  expect(records.map(({ status, errorCode }) => `${status} ${errorCode}`)).toEqual(["200 null", failed, failed, failed, failed]);
  expect(records.map(({ requestId }) => requestId)).toEqual(expect.arrayContaining([ended, ...ids]));
  expect(records.at(-1)).toMatchObject({ model: customModel("long"), endpoint: "/v1/embed/chat/completions", outputTokens: null });
});

test("what ends by itself is kept for nobody", async () => {
  const row = recordOf("req_ended");
  beginUsage(row);
  expect(
    await until(
      () => prisma().usageBegun.count(),
      (count) => count === 1,
      20_000,
    ),
  ).toBe(1);
  await recordUsageDurably({ ...row, status: 200, errorCode: null });
  expect(await prisma().usageBegun.count()).toBe(0);
  expect((await prisma().usageRecord.findUnique({ where: { requestId: "req_ended" } }))?.status).toBe(200);
});

function recordOf(requestId: string): UsageRow {
  return {
    requestId,
    workspaceId: "ws_1",
    userId: null,
    keyId: null,
    via: "key",
    endpoint: "/v1/embed/chat/completions",
    model: "m",
    answeredBy: "m",
    status: 500,
    errorCode: "internal_error",
    streamed: true,
    ...NOTHING_COUNTED,
    totalMs: 0,
    createdAt: new Date(),
  };
}

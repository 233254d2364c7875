import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { prisma } from "@/lib/prisma";
import { bundleOptions } from "@/scripts/build.mjs";
import { customModel, type Provider, startCustomProvider, writeChoices } from "@/tests/http/provider";
import { newActor, newKey } from "@/tests/keys/fixture";

const folder = `node_modules/.cache/vitrine-killed-${process.pid}`;
let provider: Provider;

beforeAll(async () => {
  provider = await startCustomProvider({
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

/** One chat; its request id once the client has seen it end, else null. */
async function chat(origin: string, secret: string, stream: boolean): Promise<string | null> {
  try {
    const response = await fetch(`${origin}/v1/embed/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: JSON.stringify({
        model: customModel("quick"),
        messages: [{ role: "user", content: "Hi" }],
        response_format: { type: "json_object" },
        stream,
      }),
    });
    const text = await response.text();
    const isWhole = response.status === 200 && (stream ? text.endsWith("data: [DONE]\n\n") : JSON.parse(text).object === "chat.completion");
    return isWhole ? response.headers.get("x-request-id") : null;
  } catch {
    return null; // the connection broke
  }
}

// Processes of its own: the time they take to start is not what this is about.
test("kill -9: every chat that a client saw end, streamed or not, is counted once", { timeout: 120_000 }, async () => {
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

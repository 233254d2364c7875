import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { prisma } from "@/lib/prisma";
import { bundleOptions } from "@/scripts/build.mjs";
import { customModel, type Provider, startCustomProvider, writeChoices } from "@/tests/http/provider";
import { within } from "@/tests/http/request";
import { SILENCE_MS_MAX } from "@/lib/responses/instance/mutations";
import { newActor, newKey } from "@/tests/keys/fixture";
import { startInstance, stopInstance } from "./instance";

const folder = `node_modules/.cache/vitrine-process-${process.pid}`;
let provider: Provider;

beforeAll(async () => {
  provider = await startCustomProvider({
    brief: async (response) => {
      writeChoices(response, [{ delta: { content: "{" } }], { end: false });
      await sleep(3_000);
      writeChoices(response, [{ delta: { content: "}" }, finish_reason: "stop" }]);
    },
    endless: (response) => writeChoices(response, [{ delta: { content: "{" } }], { end: false }),
  });
  await build({ ...bundleOptions(folder), entryPoints: ["tests/http/process.ts"] });
});
afterAll(async () => {
  provider.close();
  await rm(folder, { recursive: true });
});

async function launch(): Promise<{ child: ChildProcess; origin: string; exit: Promise<unknown[]> }> {
  const child = fork(`${folder}/process.mjs`, {
    env: { ...process.env, PORT: "0", NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [port] = await once(child, "message");
  return { child, origin: `http://127.0.0.1:${port}`, exit: once(child, "exit") };
}

async function ask(origin: string, model: string): Promise<{ response: Response; workspaceId: string }> {
  const actor = await newActor();
  const { secret } = await newKey(actor);
  const response = await fetch(`${origin}/v1/embed/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
    body: JSON.stringify({
      model: customModel(model),
      messages: [{ role: "user", content: "Hi" }],
      response_format: { type: "json_object" },
      stream: true,
    }),
  });
  expect(response.status).toBe(200);
  return { response, workspaceId: actor.workspaceId };
}

/** A background response of a provider that writes one piece and goes on for ever. */
async function work(origin: string): Promise<string> {
  const { secret } = await newKey(await newActor());
  const response = await fetch(`${origin}/v1/embed/responses`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
    body: JSON.stringify({ model: customModel("endless"), input: "Hi", background: true, store: true }),
  });
  const { id } = (await response.json()) as { id: string };
  await within(10_000, async () => (await statusOf(id)) === "in_progress");
  return id;
}

/** Resolves when the server takes no new connections any more, which a first signal causes. */
async function untilRefusing(origin: string): Promise<void> {
  await within(20_000, () =>
    fetch(`${origin}/healthz`).then(
      () => false,
      (error: Error) => error.message === "fetch failed",
    ),
  );
}

/** For how many seconds the process that works on a response has said nothing. */
async function silenceOf(id: string): Promise<number> {
  const [row] = await prisma().$queryRaw<{ silence: number }[]>`
    SELECT extract(epoch FROM now() - heartbeat_at)::float8 AS silence
    FROM instance JOIN response ON response.instance_id = instance.id WHERE response.id = ${id}`;
  return row?.silence ?? 0;
}

const statusOf = async (id: string) => (await prisma().response.findUnique({ where: { id } }))?.status;

describe("what a process works on", { timeout: 120_000 }, () => {
  test("is left alone while the process is busy for 12 s, and ended within 10 s when it is killed", async () => {
    const { child, origin, exit } = await launch();
    const id = await work(origin);
    await startInstance();
    onTestFinished(stopInstance);
    let longest = 0;
    let isFree = false;
    child.send(12_000);
    child.once("message", () => (isFree = true));
    await within(60_000, async () => {
      longest = Math.max(longest, await silenceOf(id));
      return isFree;
    });
    // Long enough for the others to have looked.
    expect(longest).toBeGreaterThan(SILENCE_MS_MAX / 1_000 + 2);
    expect(await statusOf(id)).toBe("in_progress");
    child.kill("SIGKILL");
    await exit;
    await within(10_000, async () => (await statusOf(id)) === "failed");
    expect(await statusOf(id)).toBe("failed");
  });
});

// A process of its own for each test: the time it takes to start is not what they are about.
describe("the server as a process", { timeout: 120_000 }, () => {
  test("SIGTERM: running streams finish, new connections are refused, the records are written, and it ends well", async () => {
    const { child, origin, exit } = await launch();
    const { response, workspaceId } = await ask(origin, "brief");
    child.kill("SIGTERM");
    await untilRefusing(origin);
    expect(await response.text()).toMatch(/data: \[DONE\]\n\n$/);
    expect(await exit).toEqual([0, null]);
    expect(await prisma().usageRecord.findMany({ where: { workspaceId } })).toEqual([
      expect.objectContaining({ status: 200, outputTokens: 7 }),
    ]);
    expect(await prisma().apiKeyState.count({ where: { key: { workspaceId }, lastUsedAt: { not: null } } })).toBe(1);
  });

  test("a second signal ends it at once", async () => {
    const { child, origin, exit } = await launch();
    await ask(origin, "endless");
    child.kill("SIGINT");
    await untilRefusing(origin);
    child.kill("SIGINT");
    // By the first signal alone it would end well, once the stream has been given its time.
    expect(await exit).toEqual([130, null]);
  });

  test("it survives a client that leaves while the page it posted to is not ready", async () => {
    const { origin } = await launch();
    for (const sent of ["a=1", "a"]) {
      const socket = connect(Number(new URL(origin).port), "127.0.0.1");
      await once(socket, "connect");
      const head = "POST /compiles HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 3\r\n\r\n";
      socket.write(head + sent);
      await sleep(200);
      socket.resetAndDestroy();
      await sleep(200);
      expect(await (await fetch(`${origin}/healthz`)).json()).toEqual({ status: "ok" });
    }
  });

  test("it survives a rejection that nobody awaits, and stops as failed after an exception that nobody catches", async () => {
    const { origin, exit } = await launch();
    await fetch(`${origin}/rejects`);
    await sleep(100);
    expect(await (await fetch(`${origin}/healthz`)).json()).toEqual({ status: "ok" });
    await fetch(`${origin}/throws`);
    expect(await exit).toEqual([1, null]);
  });
});

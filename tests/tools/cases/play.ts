import { expect } from "vitest";
import { apiRoutes } from "@/lib/embed/routes";
import { env } from "@/lib/env";
import { isRecord } from "@/lib/json";
import { revokeKey } from "@/lib/keys/mutations";
import { log } from "@/lib/log";
import { saveMcpServer } from "@/lib/mcp-servers/mutations";
import { SaveMcpServerBody } from "@/lib/mcp-servers/schema";
import { prisma } from "@/lib/prisma";
import { openTransport } from "@/tests/http/transport";
import { until } from "@/tests/http/until";
import { newActor, newKey } from "@/tests/keys/fixture";
import type { Settings, Step, ToolCase } from "./case";
import { assertStep } from "./expectations";
import { resolved } from "./match";
import { C1_MODEL, PLAIN_MODEL, type ScriptedModel } from "./model";
import { ask, type Caller, type Outcome, type Played, read } from "./played";
import { startWorld, type World } from "./world";

const TERMINAL = new Set(["completed", "failed", "incomplete", "cancelled"]);

/** Plays a case over the real handlers: what came of each step. Throws where something is not as the case has it. */
export async function playCase(story: ToolCase, model: ScriptedModel): Promise<Outcome[]> {
  const world = await startWorld(story.servers ?? {});
  const restore = applySettings(story.settings ?? {});
  const logged: string[] = [];
  const silent = listenToLog(logged);
  model.asked.length = 0;
  const transport = await openTransport("native", apiRoutes);
  const played: Played = { world, model, transport, captures: new Map(), results: [], outcomes: [], callers: new Map(), logged };
  try {
    await setUpServers(story.settings ?? {}, world, await callerOf(played, "alice"));
    for (const [index, step] of story.steps.entries()) {
      await playStep(step, played).catch((error: unknown) => {
        throw new Error(`${story.name}, step ${index + 1}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      });
    }
    return played.outcomes;
  } finally {
    silent();
    restore();
    await world.stop();
  }
}

async function playStep(step: Step, played: Played): Promise<void> {
  const { model, results, captures, outcomes } = played;
  model.play(step.provider ?? []);
  const caller = await callerOf(played, step.as ?? "alice");
  const times = step.parallel ?? 1;
  const send = () => sendStep(step, played, caller);
  const all = await Promise.all(Array.from({ length: times }, send));
  let [outcome] = all as [Outcome];
  if (step.expect.until) {
    const { hits, ...members } = step.expect.until;
    const holds = ({ body }: Outcome): boolean => {
      try {
        expect(body).toMatchObject(members);
        return hits === undefined || (Array.isArray(body.data) && body.data.length === hits);
      } catch {
        return false;
      }
    };
    if (!holds(outcome)) outcome = await until(send, holds, 15_000);
    expect(outcome.body).toMatchObject(members);
  }
  results.push(outcome.body);
  outcomes.push(outcome);
  if (step.expect.statuses) expect(all.map(({ status }) => status).sort((one, other) => one - other)).toEqual(step.expect.statuses);
  await assertStep(step, outcome, played);
  const token = /approve:([\w.-]{20,})/.exec(outcome.text)?.[1];
  if (token) captures.set("$sealed", token);
}

async function sendStep(step: Step, played: Played, caller: Caller): Promise<Outcome> {
  const { transport, results, captures } = played;
  const [, method = "POST", path = ""] = /^(?:(GET|DELETE|POST) )?(.+)$/.exec(String(resolved(step.api, results, captures))) ?? [];
  const given = resolved(step.body ?? {}, results, captures) as Record<string, unknown>;
  const departure = new AbortController();
  let beganMs = performance.now();
  const { body, type } = bodyOf(path, method, given, step);
  const asked = transport.fetch(`${transport.origin}/v1/embed/${path}`, {
    method,
    headers: { authorization: `Bearer ${caller.secret}`, ...(type && { "content-type": type }) },
    ...(body !== undefined && { body }),
    signal: departure.signal,
  });
  const { abort, revoke, cancel } = step.does ?? {};
  if (abort || revoke) {
    await untilCalled(played);
    beganMs = performance.now();
    if (abort) departure.abort();
    else await revokeKey(caller.actor, caller.keyId);
  }
  const sent = await read(asked).catch(async (error: unknown) => {
    if (!departure.signal.aborted) throw error;
    return { status: 0, headers: new Headers(), text: "", events: [], body: await storedEnd(caller) };
  });
  if (sent.body.status !== undefined && given.background === true && given.stream !== true) {
    if (cancel) {
      await untilCalled(played);
      beganMs = performance.now();
      await ask(played, caller, `POST responses/${String(sent.body.id)}/cancel`);
    }
    const ended = await until(
      () => ask(played, caller, `GET responses/${String(sent.body.id)}`),
      ({ body: now }) => TERMINAL.has(String(now.status)),
      20_000,
    );
    return { ...ended, status: sent.status, tookMs: performance.now() - beganMs };
  }
  return { ...sent, tookMs: performance.now() - beganMs };
}

async function untilCalled({ world }: Played): Promise<void> {
  const [server] = world.mcp.values();
  await until(
    () => server?.spans.length ?? 0,
    (count) => count > 0,
    20_000,
  );
}

async function storedEnd({ actor }: Caller): Promise<Record<string, unknown>> {
  const row = await until(
    () => prisma().response.findFirst({ where: { workspaceId: actor.workspaceId }, orderBy: { createdAt: "desc" } }),
    (one) => one !== null && TERMINAL.has(one.status),
    5_000,
  );
  return { ...(row?.body as object) };
}

function bodyOf(path: string, method: string, given: Record<string, unknown>, step: Step): { body?: string | FormData; type?: string } {
  if (method !== "POST") return {};
  if (isRecord(given.multipart)) {
    const form = new FormData();
    for (const [name, value] of Object.entries(given.multipart)) {
      if (Array.isArray(value)) form.set(name, new File([String(value[1])], String(value[0])));
      else form.set(name, String(value));
    }
    return { body: form };
  }
  const isGeneration = path === "responses" || path === "chat/completions";
  const model = step.model === "c1" || path === "chat/completions" ? C1_MODEL : PLAIN_MODEL;
  return { body: JSON.stringify({ ...(isGeneration && { model }), ...given }), type: "application/json" };
}

async function callerOf({ callers }: Pick<Played, "callers">, name: string): Promise<Caller> {
  const known = callers.get(name);
  if (known) return known;
  const actor = await newActor();
  const { secret, key } = await newKey(actor);
  const caller = { secret, actor, keyId: key.id };
  callers.set(name, caller);
  return caller;
}

function applySettings(settings: Settings): () => void {
  const before = { ...env() };
  const given = Object.fromEntries(Object.entries(settings).filter(([name]) => name !== "servers"));
  Object.assign(env(), { MCP_SERVERS: "listed", ...given });
  return () => void Object.assign(env(), before);
}

async function setUpServers({ servers = {} }: Settings, { mcp }: World, { actor }: Caller): Promise<void> {
  for (const [label, { headers = {}, require_approval: approval = "always" }] of Object.entries(servers)) {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    const saved = await saveMcpServer(
      actor,
      SaveMcpServerBody.parse({
        id: null,
        label,
        url: mcp.get(label)?.url,
        transport: "auto",
        allowLocal: true,
        isShared: false,
        allowedTools: [],
        approval,
        headers: lines.join("\n"),
      }),
    );
    if (!saved.ok) throw new Error(saved.reason);
  }
}

/** Writes down everything that is logged; nothing of it is shown. */
function listenToLog(lines: string[]): () => void {
  const { level } = log;
  const write = process.stdout.write.bind(process.stdout);
  log.level = "trace";
  process.stdout.write = (text: unknown) => {
    if (!String(text).startsWith('{"level"')) return write(text as string);
    lines.push(String(text));
    return true;
  };
  return () => {
    log.level = level;
    process.stdout.write = write;
  };
}

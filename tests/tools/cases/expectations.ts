import { expect } from "vitest";
import type { StreamEvent } from "@/lib/embed/responses/stream-event";
import { isRecord } from "@/lib/json";
import { prisma } from "@/lib/prisma";
import { until } from "@/tests/http/until";
import { assertDocumented } from "@/tests/contracts/assert-documented";
import type { Expectation, Step } from "./case";
import { mismatch, resolved, textsIn } from "./match";
import { addsUp, ask, type Caller, type Outcome, type Played } from "./played";

/** Throws where what came of a step is not what was expected. */
export async function assertStep({ expect: raw, body: sent = {} }: Step, outcome: Outcome, played: Played): Promise<void> {
  const { world, model, captures, results, callers } = played;
  const expected = resolved(raw, results, captures) as Expectation;
  const { body, status, events, headers } = outcome;
  const fits = (want: unknown, has: unknown, what: string): void => {
    if (want === undefined) return;
    const fault = mismatch(want, has, captures, what);
    if (fault) throw new Error(`${fault}\n${outcome.text.slice(0, 1_500)}`);
  };
  if (expected.status !== undefined && status !== expected.status) throw new Error(`status ${status}: ${outcome.text.slice(0, 800)}`);
  if (model.faults.length > 0) throw new Error(model.faults.join("\n"));
  const output = Array.isArray(body.output) ? body.output : [];
  const message = messageOf(body);
  fits(expected.end, body.status, "status");
  fits(expected.items, output, "output");
  fits(expected.usage, body.usage, "usage");
  fits(expected.tools, body.tools, "tools");
  fits(expected.tool_choice, body.tool_choice, "tool_choice");
  fits(expected.max_tool_calls, body.max_tool_calls, "max_tool_calls");
  fits(expected.incomplete_details, body.incomplete_details, "incomplete_details");
  fits(expected.body, body, "body");
  fits(expected.storedEnd, body.status, "stored status");
  fits(expected.storedItems, output, "stored output");
  assertMessage(expected, message, fits);
  assertChat(expected, body, fits);
  assertError(expected, body);
  if (expected.data) expect((body.data as { type: string }[]).map(({ type }) => type)).toEqual(expected.data);
  if (expected.first) fits(expected.first, textsIn((body.data as unknown[])[0]).join("\n"), "the first");
  for (const [name, value] of Object.entries(expected.headers ?? {})) fits(value, headers.get(name), name);
  assertEvents(expected, events, body);
  for (const [what, count] of Object.entries(expected.calls ?? {})) fits(count, await counted(what, count, played), what);
  for (const [whom, want] of Object.entries(expected.sentTo ?? {})) {
    if (whom === "search") fits(want.language, world.searches.at(-1)?.get("language"), "language");
    else fits(want.headers, world.mcp.get(whom.replace(/^mcp\./, ""))?.headers, "headers");
  }
  const [server] = world.mcp.values();
  for (const name of expected.mcpSaw ?? []) {
    const seen = await until(
      () => server?.seen ?? [],
      (all) => all.includes(name) || all.includes("left"),
      3_000,
    );
    if (!seen.includes("left")) expect(seen).toContain(name);
  }
  fits(expected.negotiated, server?.headers["mcp-protocol-version"], "version");
  if (expected.overlap) fits(true, overlaps(server?.spans ?? [], expected.overlap), "running at the same time");
  if (expected.withinMs) expect(outcome.tookMs).toBeLessThan(expected.withinMs);
  if (expected.sameOutputAs) expect(withoutIds(output)).toEqual(withoutIds(played.outcomes[expected.sameOutputAs - 1]?.body.output));
  if (expected.resumes) await assertResumed(outcome, played, callers.get("alice") as Caller);
  if (expected.nowhere) await assertNowhere(expected.nowhere, played);
  if (expected.message === undefined && sent.stream !== true && events.length > 0) throw new Error("a stream that nobody asked for");
}

type Fits = (want: unknown, has: unknown, what: string) => void;

interface Message {
  text: string;
  annotations: Record<string, unknown>[];
  count: number;
}

function messageOf({ output }: Record<string, unknown>): Message {
  const messages = Array.isArray(output) ? output.filter((item) => isRecord(item) && item.type === "message") : [];
  const parts = messages.flatMap(({ content }) => (Array.isArray(content) ? content.filter(isRecord) : []));
  return {
    text: parts.map(({ text }) => (typeof text === "string" ? text : "")).join(""),
    annotations: parts.flatMap(({ annotations }) => (Array.isArray(annotations) ? annotations : [])),
    count: messages.length,
  };
}

const unescaped = (text: string): string =>
  text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&#39;", "'").replaceAll("&amp;", "&");

function assertMessage(expected: Expectation, { text, annotations, count }: Message, fits: Fits): void {
  const readable = unescaped(text);
  if (expected.text !== undefined) expect(readable).toContain(expected.text);
  for (const piece of expected.textNot ?? []) expect(readable).not.toContain(piece);
  fits(expected.annotations, annotations, "annotations");
  for (const { type, url, start_index: start, end_index: end } of annotations) {
    if (type !== "url_citation") continue;
    expect(text.slice(Number(start), Number(end))).toContain(String(url).replaceAll("&", "&amp;"));
  }
  if (expected.envelopes !== undefined) expect(count).toBe(expected.envelopes);
  for (const label of expected.buttons ?? []) expect(readable).toMatch(new RegExp(`Button\\("${label}"`));
  if (expected.sealed !== undefined) expect([...readable.matchAll(/(?:approve|deny):[\w.-]{20,}/g)]).toHaveLength(expected.sealed);
  for (const url of expected.pictures ?? []) expect(readable).toContain(`"${url}"`);
}

function assertChat(expected: Expectation, { choices }: Record<string, unknown>, fits: Fits): void {
  const choice: unknown = Array.isArray(choices) ? choices[0] : undefined;
  if (!isRecord(choice)) return;
  fits(expected.finish, choice.finish_reason, "finish_reason");
  fits(expected.message, choice.message, "message");
  const content = isRecord(choice.message) ? String(choice.message.content) : "";
  for (const title of expected.thinkItems ?? []) expect(unescaped(content)).toContain(title);
}

function assertError({ error: expected }: Expectation, { error }: Record<string, unknown>): void {
  if (!expected) return;
  if (!isRecord(error)) throw new Error("there is no error");
  if (expected.code !== undefined) expect(error.code).toBe(expected.code);
  if (expected.param !== undefined) expect(error.param).toBe(expected.param);
  for (const piece of expected.mentions ?? []) expect(error.message).toContain(piece);
}

function assertEvents(expected: Expectation, events: readonly StreamEvent[], body: Record<string, unknown>): void {
  const names = events.map(({ type }) => type as string);
  let from = 0;
  for (const name of expected.events ?? []) {
    const at = names.indexOf(name, from);
    if (at === -1) throw new Error(`there is no ${name} among ${names.slice(from).join(", ")}`);
    from = at + 1;
  }
  if (names[0] !== "response.created") return;
  for (const event of events) assertDocumented("ResponseStreamEvent", event);
  expect(events.map(({ sequence_number: number }) => number)).toEqual(events.map((_, number) => number));
  const isCut = body.status === "failed" || body.status === "cancelled" || body.status === "incomplete";
  if (!isCut) addsUp(events, body.output);
  if (expected.onlyModelEvents) expect(names.filter((name) => /mcp|_search_|code_interpreter|annotation/.test(name))).toEqual([]);
}

async function counted(what: string, count: number, { world, model }: Played): Promise<number> {
  const [kind = "", label = "", ...rest] = what.split(".");
  const method = rest.join(".");
  const now = (): number => {
    if (kind === "provider") return model.asked.length;
    if (kind === "search") return world.searches.length;
    if (kind === "pages") {
      if (label === "private") return world.strays.length;
      return world.pages.filter((host) => label === "" || host.startsWith(`${label}.`)).length;
    }
    const server = world.mcp.get(label);
    if (method.startsWith("/")) return server?.paths.filter((path) => path.startsWith(method)).length ?? 0;
    return server?.seen.filter((seen) => seen !== "left" && (method === "" || seen.split(" ")[0] === method)).length ?? 0;
  };
  return until(now, (found) => found === count, 500);
}

function overlaps(spans: readonly { name: string; fromMs: number; toMs: number }[], names: readonly string[]): boolean {
  const [one, other] = names.map((name) => spans.find((span) => span.name === name));
  return one !== undefined && other !== undefined && one.fromMs < other.toMs && other.fromMs < one.toMs;
}

const withoutIds = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replace(/"(?:id|call_id)":"[^"]+"/g, '"id":"x"'));

async function assertResumed({ events, body }: Outcome, played: Played, caller: Caller): Promise<void> {
  expect(events.length).toBeGreaterThan(5);
  for (const [after] of events.entries()) {
    const again = await ask(played, caller, `GET responses/${String(body.id)}?stream=true&starting_after=${after}`);
    expect(again.events).toEqual(events.slice(after + 1));
  }
  expect((await ask(played, caller, `GET responses/${String(body.id)}`)).body).toEqual(body);
}

/** Throws where a text is in an answer, in a row, or in the log. */
async function assertNowhere(marks: readonly string[], { outcomes, logged }: Played): Promise<void> {
  const tables = await prisma().$queryRaw<{ table_name: string }[]>`
    SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`;
  const rows = await Promise.all(
    tables.map(async ({ table_name: table }) => ({
      table,
      rows: await prisma().$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM "${table}" t`),
    })),
  );
  for (const mark of marks) {
    for (const { text } of outcomes) expect(text).not.toContain(mark);
    for (const line of logged) expect(line).not.toContain(mark);
    for (const { table, rows: all } of rows)
      for (const { row } of all) if (row.includes(mark)) throw new Error(`a row of ${table} holds ${mark}`);
  }
}

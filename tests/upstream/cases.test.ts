import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { decode as decodeChat } from "@/lib/embed/chat-completions/decode";
import { CreateChatCompletionBody } from "@/lib/embed/chat-completions/schema";
import { decode as decodeResponse } from "@/lib/embed/responses/decode";
import { CreateResponseBody } from "@/lib/embed/responses/schema";
import { parseEnv } from "@/lib/env";
import { ApiError } from "@/lib/errors";
import type { GenerationEvent } from "@/lib/generation/event";
import type { GenerationResult } from "@/lib/generation/collect";
import { append, emptyCollected } from "@/lib/generation/collect";
import type { Item, ModelItem, StoredItem } from "@/lib/generation/item";
import type { GenerationRequest } from "@/lib/generation/request";
import type { Adjustment } from "@/lib/generation/upstream";
import { withUiPrompt } from "@/lib/genui/prompt/prompt";
import { readTarget } from "@/lib/genui/target";
import { toItems } from "@/lib/items/decode";
import { sealReasoning } from "@/lib/items/reasoning";
import { findProvider } from "@/lib/upstream/providers";
import { toUpstreamSettings } from "@/lib/upstream/settings";
import { matches } from "./cases/matches";
import { type Answer, playAnswer, WAYS } from "./cases/play";
import { endsIn, tableOfEnds } from "./cases/ends";
import { type SeenRequest, startProvider } from "./provider-server";
import { tableOf } from "./providers-page";
import { singly } from "@/tests/generation/batches";
import { vendorsAt } from "./vendors";

// What a provider gets of a request, and what a client gets of its answer: the cases are data, `cases/*.json`, a file a wire format, over a real
// HTTP server. Every answer is played in several ways: whole and byte by byte, with other ends of lines, with a mark of the byte order before it.

interface Case {
  name: string;
  /** As model ids name the provider. */
  provider: string;
  model: string;
  /** The address, where the host or the path matters; the server of the test stands in for its origin. */
  path?: string;
  /** What `asks` is the body of; a chat completion unless it says otherwise. */
  api?: "responses";
  /**
   * The body without its model; one user's message says "Hi" unless there is a dialogue. In it `$sealed:p:m` is reasoning of a provider's
   * model that was sealed here.
   */
  asks?: Record<string, unknown>;
  /** Functions that are offered, as `name(text, text)`. */
  tools?: string[];
  /** How often it is asked. */
  times?: number;
  /** Another turn: what came is sent back with this as the output of every call, or else as a message of the user. */
  then?: string;
  /** By a client that sends no reasoning back, as over chat completions. */
  forgets?: boolean;
  /** With the prompt for interface, as a client without a format gets it. */
  ui?: boolean;
  /** What the provider is asked, one a request: a subset of the body, and the members that it must not have. */
  sends?: { path?: string; headers?: Record<string, unknown>; body?: Record<string, unknown>; absent?: string[] }[];
  /** One a request, the last again and again. */
  answers?: Answer[];
  /** Several answers of which the same comes, each by itself. */
  each?: Answer[];
  gets?: Expected;
}

interface Expected {
  text?: string;
  reasoning?: string;
  pictures?: string[];
  refusal?: string;
  calls?: [id: string, name: string, args: string][];
  finish?: string;
  usage?: Record<string, number>;
  adjusted?: Record<string, unknown>;
  error?: { code: string; says?: string };
}

const folder = new URL("cases/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
const never = new AbortController().signal;
/** What the server says where a case says nothing, by the end of the path that it is asked at. */
const FINE: Record<string, Answer> = {
  responses: [
    { type: "response.output_text.delta", output_index: 0, content_index: 0, delta: "Fine." },
    { type: "response.completed", response: { status: "completed" } },
  ],
  messages: [
    ["message_start", { type: "message_start", message: { usage: { input_tokens: 5, output_tokens: 1 } } }],
    ["content_block_start", { type: "content_block_start", index: 0, content_block: { type: "text", text: "Fine." } }],
    ["content_block_stop", { type: "content_block_stop", index: 0 }],
    ["message_delta", { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 2 } }],
    ["message_stop", { type: "message_stop" }],
  ],
  streamGenerateContent: [{ candidates: [{ content: { parts: [{ text: "Fine." }] }, finishReason: "STOP" }] }],
  completions: [{ choices: [{ index: 0, delta: { content: "Fine." }, finish_reason: "stop" }] }, "[DONE]"],
};

/** What came of a request: all that was said, and how it ended. */
interface Outcome {
  result: Omit<GenerationResult, "finishReason" | "usage"> & { finishReason: string | null; usage: object | null };
  pictures: string[];
  adjusted: Record<string, unknown>;
  error: ApiError | null;
}

async function run(one: Case, answers: Answer[], way: (typeof WAYS)[number]) {
  const server = await startProvider((request, response, count) => {
    const fine = FINE[new URL(request.path, "http://x").pathname.split(/[/:]/).at(-1) ?? ""] ?? [];
    playAnswer(response, answers[Math.min(count, answers.length) - 1] ?? fine, way);
  });
  const url = `${server.url}${one.path ?? "/v1"}`;
  const environment = parseEnv({
    DATABASE_URL: "postgresql://x",
    AUTH_SECRET: "x".repeat(32),
    ...vendorsAt(url, "a-key-for-tests"),
  });
  const isVendor = ["openai", "anthropic", "google"].includes(one.provider);
  const own = { label: one.provider, url, key: "a-key-for-tests", setting: "ITS_SETTING" };
  const servers = new Map(isVendor ? [] : [[one.provider, own] as const]);
  const settings = toUpstreamSettings(environment, { vendors: {}, servers, aliases: new Map() });
  const upstream = findProvider(one.provider, settings)?.connect(settings)?.upstream;
  if (!upstream) throw new Error(`There is no provider ${one.provider}.`);
  const plain = one.api === "responses" ? asResponse(one) : asChat(one);
  const request = one.ui ? withUiPrompt(plain, readTarget({ ...plain, model: "c1-latest" })) : plain;
  const ask = async (input: Item[]): Promise<Outcome> => {
    const collected = emptyCollected();
    const adjusted: Record<string, unknown> = {};
    const pictures: string[] = [];
    const take = (event: GenerationEvent) => (event.type === "picture" ? void pictures.push(event.url) : append(collected, event));
    try {
      const told = ({ parameter, sent }: Adjustment) => Object.assign(adjusted, { [parameter]: sent });
      for await (const event of singly(upstream.stream({ ...request, input, model: one.model }, never, told))) take(event);
      return { result: collected, pictures, adjusted, error: null };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { result: collected, pictures, adjusted, error };
    }
  };
  let outcome = await ask(request.input);
  for (let i = 1; i < (one.times ?? 1); i++) outcome = await ask(request.input);
  if (one.then !== undefined) {
    const calls = outcome.result.items.flatMap((item) => (item.type === "function_call" ? [item.call_id] : []));
    const outputs = calls.map(
      (call_id): Item => ({ type: "function_call_output", id: "", call_id, output: one.then ?? "", status: "completed" }),
    );
    const said: Item = { type: "message", id: "", role: "user", status: "completed", content: [{ type: "input_text", text: one.then }] };
    outcome = await ask([
      ...request.input,
      ...(outcome.result.items as ModelItem[]).filter(({ type }) => !(one.forgets && type === "reasoning")),
      ...(outputs.length > 0 ? outputs : [said]),
    ]);
  }
  return { outcome, requests: server.requests };
}

function asChat({ tools, asks, model }: Case): GenerationRequest {
  const offered = tools && { tools: tools.map(toTool) };
  return decodeChat(CreateChatCompletionBody.parse({ messages: [{ role: "user", content: "Hi" }], ...offered, ...asks, model }));
}

const WORKSPACE = "ws_1";

function asResponse({ asks, model }: Case): GenerationRequest {
  const sealed = JSON.stringify(asks ?? {}).replace(/\$sealed:([\w-]+):([\w.-]+)/g, (_, provider: string, own: string) => {
    const state = { provider, model: own, blocks: [{ type: "reasoning", summary: [], encrypted_content: "SEALED" }] };
    return sealReasoning({ type: "reasoning", id: "rs_1", summary: [], status: "completed", state }, WORKSPACE);
  });
  const body = CreateResponseBody.parse({ input: "Hi", ...(JSON.parse(sealed) as object), model });
  return decodeResponse(body, toItems(body.input, WORKSPACE) as StoredItem[], WORKSPACE);
}

function toTool(signature: string) {
  const [, name, list = ""] = /^(\w+)\((.*)\)$/.exec(signature) ?? [];
  const names = list.split(", ").filter((parameter) => parameter !== "");
  const properties = Object.fromEntries(names.map((parameter) => [parameter, { type: "string" }]));
  return { type: "function", function: { name, parameters: { type: "object", properties, required: names } } };
}

function assertOutcome({ result, pictures, adjusted, error }: Outcome, expected: Expected): void {
  const parts = result.items.flatMap((item) => (item.type === "message" ? item.content : []));
  const got = {
    text: parts.map((part) => (part.type === "output_text" ? part.text : "")).join(""),
    refusal: parts.map((part) => (part.type === "refusal" ? part.refusal : "")).join(""),
    reasoning: result.items.map((item) => (item.type === "reasoning" ? item.summary.map(({ text }) => text).join("") : "")).join(""),
    calls: result.items.flatMap((item) => (item.type === "function_call" ? [[item.call_id, item.name, item.arguments]] : [])),
    finish: result.finishReason,
    usage: result.usage,
    pictures,
    adjusted,
  };
  const { error: failure = null, ...rest } = expected;
  const failed = failure && { code: error?.code, says: error?.message.includes(failure.says ?? "") };
  expect(failure === null ? error : failed).toEqual(failure && { code: failure.code, says: true });
  expect(matches(got, rest) ? null : { got, rest }).toBeNull();
}

/** Whether a path with dots leads to anything. */
function holds(value: unknown, path: string): boolean {
  const [name = "", ...rest] = path.split(".");
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return false;
  return rest.length === 0 || holds(Reflect.get(value, name), rest.join("."));
}

function assertSent(
  sent: SeenRequest | undefined,
  { path, headers = {}, body = {}, absent = [] }: NonNullable<Case["sends"]>[number],
): void {
  const what = { path: path ?? sent?.path, headers, body };
  expect(matches(sent, what) ? null : { sent, what }).toBeNull();
  expect(absent.filter((member) => holds(sent?.body, member))).toEqual([]);
}

const readCases = (file: string) => JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Case[];

/** The wire formats, by the files of their cases. */
const FORMATS: Record<string, string> = {
  "openai-responses.json": "Responses",
  "anthropic.json": "Messages",
  "google.json": "Gemini",
  "compatible.json": "Chat Completions",
};

test("the documented ends of answers are those of the cases", () => {
  const cases = Object.entries(FORMATS).flatMap(([file, format]) => readCases(file).map((one) => ({ ...one, format })));
  const once = cases.filter(({ then, times }) => then === undefined && times === undefined);
  const ends = once.map(({ format, answers = [], each = [], gets }) => ({
    format,
    end: gets?.error?.code ?? gets?.finish ?? null,
    said: [answers.at(-1), ...each].flatMap(endsIn),
  }));
  const { documented, found } = tableOf("How answers end", "Ends as", tableOfEnds(ends));
  expect(documented, "npm run docs:providers").toBe(found);
});

describe.each(files)("%s", (file) => {
  const cases = readCases(file);

  test("every case has a name of its own, and expects something", () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
    for (const { name, sends, gets } of cases) expect({ name, expects: Boolean(sends ?? gets) }).toEqual({ name, expects: true });
  });

  test.each(cases.map((one) => [one.name, one] as const))("%s", async (_, one) => {
    const runs = one.each ? one.each.map((answer) => [answer]) : [one.answers ?? []];
    for (const answers of runs) {
      for (const way of one.gets ? WAYS : WAYS.slice(0, 1)) {
        const { outcome, requests } = await run(one, answers, way);
        if (one.gets) assertOutcome(outcome, one.gets);
        for (const [index, expected] of (one.sends ?? []).entries()) assertSent(requests[index], expected);
        expect(requests).toHaveLength(one.sends?.length ?? requests.length);
      }
    }
  });
});

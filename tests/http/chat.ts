import OpenAI from "openai";
import type {
  ChatCompletionAssistantMessageParam,
  ChatCompletionCreateParams,
  ChatCompletionToolMessageParam,
} from "openai/resources/chat/completions";
import { setTimeout as sleep } from "node:timers/promises";
import { apiRoutes } from "@/lib/embed/routes";
import { prisma } from "@/lib/prisma";
import { flushUsage } from "@/lib/usage/recorder";
import { newActor, newKey } from "@/tests/keys/fixture";
import { startCustomProvider, writeChoices } from "./provider";
import { openTransport, type TransportName } from "./transport";

/** Lets each answer of the models "gated" and "halves" go on. */
export const gates: (() => void)[] = [];

/** Where a provider waits until a test lets it go on. */
export const door = { open: () => {} };
const opened = () =>
  new Promise<void>((resolve) => {
    door.open = resolve;
  });

/** Answers in every way a provider may; each model is one of them. Import before anything reads the environment. */
export const provider = await startCustomProvider({
  hello: (response) =>
    writeChoices(response, [{ delta: { content: "Hello" } }, { delta: { content: ", world" } }, { delta: {}, finish_reason: "stop" }]),
  json: (response) =>
    writeChoices(response, [{ delta: { content: '{"a"' } }, { delta: { content: ":1}" } }, { delta: {}, finish_reason: "stop" }]),
  thinks: (response) =>
    writeChoices(response, [
      { delta: { reasoning_content: "SECRET THOUGHT" } },
      { delta: { content: "{}" } },
      { delta: {}, finish_reason: "stop" },
    ]),
  short: (response) => writeChoices(response, [{ delta: { content: "{" } }, { delta: {}, finish_reason: "length" }]),
  filtered: (response) => writeChoices(response, [{ delta: { content: "{" } }, { delta: {}, finish_reason: "content_filter" }]),
  calls: (response) =>
    writeChoices(response, [
      { delta: { tool_calls: [{ index: 0, id: "call_a", type: "function", function: { name: "weather", arguments: "" } }] } },
      { delta: { tool_calls: [{ index: 0, function: { arguments: '{"city":' } }] } },
      { delta: { tool_calls: [{ index: 0, function: { arguments: '"Rome"}' } }] } },
      {
        delta: { tool_calls: [{ index: 1, id: "call_b", type: "function", function: { name: "weather", arguments: '{"city":"Oslo"}' } }] },
      },
      { delta: {}, finish_reason: "tool_calls" },
    ]),
  cut: (response) => {
    writeChoices(response, [{ delta: { content: '{"a"' } }], { end: false });
    setTimeout(() => response.destroy(), 50);
  },
  torn: (response) => {
    writeChoices(response, [{ delta: { content: 'root = Card([w, t])\nw = Widget("Kept")\nt = Text' } }], { end: false });
    setTimeout(() => response.destroy(), 50);
  },
  broken: (response) => void response.writeHead(500).end('{"error":{"message":"sk-verysecretkey exploded"}}'),
  refuses: (response) =>
    writeChoices(response, [
      { delta: { content: "", refusal: "I can't " } },
      { delta: { refusal: "help with that." } },
      { delta: {}, finish_reason: "stop" },
    ]),
  unauthorized: (response) => void response.writeHead(401).end('{"error":{"message":"bad key"}}'),
  overloaded: (response) => void response.writeHead(429, { "retry-after": "30" }).end('{"error":{"message":"slow down"}}'),
  refusesLate: async (response) => {
    await opened();
    response.writeHead(401).end('{"error":{"message":"bad key"}}');
  },
  halfway: async (response) => {
    writeChoices(response, [{ delta: { content: "1" } }], { end: false });
    await opened();
    writeChoices(response, [{ delta: {}, finish_reason: "stop" }]);
  },
  slow: async (response) => {
    await sleep(700);
    writeChoices(response, [{ delta: { content: "Late" } }, { delta: {}, finish_reason: "stop" }]);
  },
  gated: async (response) => {
    await new Promise<void>((resolve) => gates.push(resolve));
    writeChoices(response, [{ delta: { content: "Late" } }, { delta: {}, finish_reason: "stop" }]);
  },
  halves: async (response) => {
    const next = () => new Promise<void>((resolve) => gates.push(resolve));
    writeChoices(response, [{ delta: { content: 'root = Card([p])\np = TextContent("x")\n\nThe third quarter was ' } }], { end: false });
    await next();
    writeChoices(response, [{ delta: { content: "the best of all.\n" } }], { end: false });
    await next();
    writeChoices(response, [{ delta: {}, finish_reason: "stop" }]);
  },
  hostile: (response) =>
    writeChoices(response, [{ delta: { content: 'a\0b \ud800 c "__proto__" \u2028' } }, { delta: {}, finish_reason: "stop" }]),
  widget: (response) =>
    writeChoices(response, [
      { delta: { content: "root = Card([w, t])\nw = Wid" } },
      { delta: { content: 'get("Kept")\nt = TextContent("Fine.")' } },
      { delta: {}, finish_reason: "stop" },
    ]),
  held: (response) =>
    writeChoices(response, [{ delta: { content: 'root = Card([w, t])\nw = Widget("Kept")\nt = TextContent("Fine.")\n' } }], { end: false }),
  chart: (response) =>
    writeChoices(response, [
      { delta: { content: 'Here it is:\n\nroot = Card([h, c, f])\nh = Header("Sales")\nc = BarChart(["May", "June"], [{category: "Eu' } },
      { delta: { content: 'ros", values: [1.25, 3]}], "default", "grouped", "By month", null, null, null, "m")\n' } },
      { delta: { content: 'f = FollowUpBlock(["Show <b>more</b>"])\n' } },
      { delta: {}, finish_reason: "stop" },
    ]),
  faultless: (response) =>
    writeChoices(response, [{ delta: { content: 'root = Card([t])\nt = TextContent("Fine.")' } }, { delta: {}, finish_reason: "stop" }]),
  silent: () => {},
  /** As fast as it is read. */
  flood: async (response) => {
    const piece = { delta: { content: "All work and no play makes Jack a dull boy. ".repeat(700) } };
    for (; !response.destroyed; await sleep(1)) if (!response.writableNeedDrain) writeChoices(response, [piece], { end: false });
  },
  endless: async (response) => {
    for (; !response.destroyed; await sleep(20)) writeChoices(response, [{ delta: { content: "1" } }], { end: false });
  },
});

export const MESSAGES: ChatCompletionCreateParams["messages"] = [{ role: "user", content: "Hi" }];
export const JSON_FORMAT = { type: "json_object" } as const;
export const WEATHER = {
  type: "function",
  function: {
    name: "weather",
    description: "The weather in a city",
    parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
  },
} as const;
export const CALL: ChatCompletionAssistantMessageParam = {
  role: "assistant",
  content: null,
  tool_calls: [{ id: "call_1", type: "function", function: { name: "weather", arguments: '{"city":"Rome"}' } }],
};
export const RESULT: ChatCompletionToolMessageParam = { role: "tool", tool_call_id: "call_1", content: '{"celsius":31}' };

/** A workspace with a key, and the official client that uses it. */
export async function open(name: TransportName, body: Parameters<typeof newKey>[1] = {}) {
  const transport = await openTransport(name, apiRoutes);
  const actor = await newActor();
  const { secret, key } = await newKey(actor, body);
  let requests = 0;
  const counted: typeof fetch = (input, init) => {
    requests++;
    return transport.fetch(input, init);
  };
  const connect = (apiKey: string) => new OpenAI({ apiKey, baseURL: `${transport.origin}/v1/embed`, fetch: counted });
  return { transport, actor, key, secret, connect, client: connect(secret), requests: () => requests };
}

/** The usage records of a workspace, written out first. */
export async function usageOf(workspaceId: string) {
  await flushUsage();
  return prisma().usageRecord.findMany({ where: { workspaceId } });
}

export async function all<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of stream) list.push(item);
  return list;
}

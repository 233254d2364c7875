import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import OpenAI from "openai";
import type { ChatCompletionMessageParam } from "openai/resources/chat/completions";
import { afterAll, describe, expect, test } from "vitest";
import { readThinkItems } from "@/components/renderer/think-items";
import { apiRoutes } from "@/lib/embed/routes";
import { customModel, startCustomProvider, writeChoices } from "@/tests/http/provider";
import { openTransport, TRANSPORTS, type TransportName } from "@/tests/http/transport";
import { newActor, newKey } from "@/tests/keys/fixture";
import { sendEvents } from "@/tests/upstream/provider-server";

const PROGRAM = 'root = Card([t])\nt = TextContent("The answer")\n';
const STOP = { delta: {}, finish_reason: "stop" };
const WEATHER = {
  type: "function",
  function: { name: "weather", parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] } },
} as const;

const custom = await startCustomProvider({
  reasons: async (response) => {
    writeChoices(response, [{ delta: { reasoning_content: "**Reading <the> question**\n\nWhich figures" } }], { end: false });
    await sleep(200);
    writeChoices(response, [{ delta: { reasoning_content: " are & aren't known?" } }, { delta: { content: PROGRAM } }, STOP]);
  },
  marks: (response) =>
    writeChoices(response, [
      { delta: { content: "<thi" } },
      { delta: { content: "nk>The user wants it short. So be it.</thi" } },
      { delta: { content: `nk>\n${PROGRAM}` } },
      STOP,
    ]),
  "deepseek-r1:8b": (response) =>
    writeChoices(response, [
      { delta: { content: "\n" } },
      { delta: { content: "The user wants it short." } },
      { delta: { content: " So be it.\n</think>\n\n" } },
      { delta: { content: PROGRAM } },
      STOP,
    ]),
  "qwq-32b": (response, { messages }) =>
    writeChoices(response, [{ delta: { content: JSON.stringify(messages).includes("prose") ? "The answer, in prose." : PROGRAM } }, STOP]),
  calls: (response, { messages }) =>
    messages.some(({ role }) => role === "tool")
      ? writeChoices(response, [{ delta: { reasoning: "Now I know." } }, { delta: { content: PROGRAM } }, STOP])
      : writeChoices(response, [
          { delta: { reasoning: "I need the weather." } },
          {
            delta: {
              tool_calls: [{ index: 0, id: "call_a", type: "function", function: { name: "weather", arguments: '{"city":"Rome"}' } }],
            },
          },
          { delta: {}, finish_reason: "tool_calls" },
        ]),
  late: (response) => writeChoices(response, [{ delta: { content: PROGRAM } }, { delta: { reasoning_content: "Was that right?" } }, STOP]),
  blank: (response) => writeChoices(response, [{ delta: { reasoning_content: "\n\n" } }, { delta: { content: PROGRAM } }, STOP]),
  breaks: (response) => {
    writeChoices(response, [{ delta: { reasoning_content: "I was about to" } }], { end: false });
    setTimeout(() => response.destroy(), 100);
  },
});
const vendors = await startVendors();
Object.assign(process.env, {
  ANTHROPIC_API_KEY: "sk-ant-test",
  ANTHROPIC_BASE_URL: vendors.url,
  GOOGLE_GENERATIVE_AI_API_KEY: "test",
  GOOGLE_GENERATIVE_AI_BASE_URL: vendors.url,
});

afterAll(() => {
  custom.close();
  vendors.close();
});

describe.each(TRANSPORTS)("a model that reasons, over the %s transport", (name) => {
  test.each([
    ["reasoning_content", customModel("reasons"), "Reading <the> question", "Which figures are & aren't known?"],
    ["marks in its text", customModel("marks"), "The user wants it short.", "So be it."],
    ["a mark that the prompt swallowed", customModel("deepseek-r1:8b"), "The user wants it short.", "So be it."],
    ["Anthropic's thinking", "c1/anthropic/claude-sonnet-4/v-20250930", "Let me see.", "All is there."],
    ["Gemini's thoughts", "c1/google/gemini-2.5-flash/v-20250930", "Weighing it", "It is light."],
  ])("by %s: think items, then the envelope; streamed and whole are the same", async (_, model, title, content) => {
    const client = await open(name);
    const ask = { model, messages: says("Hi"), reasoning_effort: "low" } as const;
    const streamed = await contentOf(client, ask);
    const whole = await client.chat.completions.create(ask);
    expect(streamed.join("")).toBe(whole.choices[0]?.message.content);
    const read = readThinkItems(streamed.join(""));
    expect(read.items).toEqual([{ title, content, isEphemeral: true }]);
    expect(read.rest).toMatch(/^<content thesys="true" version="2">\n```openui-lang\n[^<]*The answer[^<]*<\/content>$/);
    expect(whole.choices[0]?.finish_reason).toBe("stop");
    expect(whole.usage?.completion_tokens).toBeGreaterThan(0);
  });

  test("a model that may begin inside a thought and does not: its interface is one, its prose is shown at the end", async () => {
    const client = await open(name);
    const contents = ["Hi", "prose"].map(async (text) =>
      (await contentOf(client, { model: customModel("qwq-32b"), messages: says(text) })).join(""),
    );
    for (const read of (await Promise.all(contents)).map(readThinkItems))
      expect(read.rest).toMatch(/^<content [^<]*The answer[^<]*<\/content>$/);
  });

  test("the thought is there while it is thought, before the answer begins", async () => {
    const client = await open(name);
    const stream = await client.chat.completions.create({ model: customModel("reasons"), messages: says("Hi"), stream: true });
    const beginnings: string[] = [];
    let text = "";
    for await (const { choices } of stream) {
      text += choices[0]?.delta.content ?? "";
      beginnings.push(text);
    }
    const shown = beginnings
      .map((beginning) => readThinkItems(beginning))
      .map(({ items, isOver }) => (isOver ? "answer" : items[0]?.content));
    expect(shown).toContain("Which figures");
    expect(shown.at(-1)).toBe("answer");
  });

  test("before tool calls: items without an envelope; the history that comes back holds none of them", async () => {
    const client = await open(name);
    const ask = { model: customModel("calls"), messages: says("Weather?"), tools: [WEATHER] };
    const first = (await client.chat.completions.create(ask)).choices[0];
    expect(first).toMatchObject({ finish_reason: "tool_calls", message: { tool_calls: [{ type: "function" }] } });
    const calls = first?.message.tool_calls ?? [];
    expect(readThinkItems(first?.message.content ?? "")).toMatchObject({ items: [{ title: "I need the weather." }], rest: "" });
    const messages: ChatCompletionMessageParam[] = [
      ...says("Weather?"),
      { role: "assistant", content: first?.message.content ?? "", tool_calls: calls },
      { role: "tool", tool_call_id: calls[0]?.id ?? "", content: "{}" },
    ];
    const second = (await client.chat.completions.create({ ...ask, messages })).choices[0]?.message.content ?? "";
    expect(readThinkItems(second).items).toMatchObject([{ title: "Now I know." }]);
    const later = { ...ask, messages: [...messages, { role: "assistant" as const, content: second }, ...says("And?")] };
    await client.chat.completions.create(later);
    await client.chat.completions.create({ ...later, response_format: { type: "json_object" } });
    const sent = custom.asked
      .filter(({ model }) => model === "calls")
      .slice(-3)
      .flatMap((asked) => asked.messages);
    const said = JSON.stringify(sent.map(({ content }) => content));
    expect(said).toContain("The answer");
    expect(said).not.toMatch(/think|I need the weather|Now I know/);
    // What was thought goes back where it came from, beside the call that it led to.
    const back = { reasoning: "I need the weather." };
    expect(sent.filter((message) => "tool_calls" in message)).toMatchObject([back, back, back]);
  });

  test.each([
    ["for whom no reasoning was asked", customModel("reasons"), { reasoning_effort: "none" }],
    ["of a plain id, whose payload has no envelope", "custom/reasons", {}],
    ["where JSON was asked for", customModel("reasons"), { response_format: { type: "json_object" } }],
    ["that thinks after it began to answer", customModel("late"), {}],
    ["whose thought is blank", customModel("blank"), {}],
  ] as const)("no think items %s", async (_, model, more) => {
    const client = await open(name);
    const ask = { model, messages: says("Hi"), ...more };
    const streamed = (await contentOf(client, ask)).join("");
    expect(streamed).toContain("The answer");
    expect(streamed).not.toMatch(/think|figures|right\?/);
    expect((await client.chat.completions.create(ask)).choices[0]?.message.content).toBe(streamed);
  });

  test("a provider that breaks off while it thinks: the item is closed, then the error comes", async () => {
    const client = await open(name);
    const pieces: string[] = [];
    const stream = await client.chat.completions.create({ model: customModel("breaks"), messages: says("Hi"), stream: true });
    const reading = (async () => {
      for await (const { choices } of stream) pieces.push(choices[0]?.delta.content ?? "");
    })();
    await expect(reading).rejects.toBeInstanceOf(OpenAI.APIError);
    expect(pieces.join("")).toMatch(/^<thinkitem .*I was about to.*<\/thinkitem>$/);
  });

  test("a response keeps its reasoning as an item, and its text without it", async () => {
    const client = await open(name);
    const response = await client.responses.create({ model: customModel("reasons"), input: "Hi", store: false });
    expect(response.output.map(({ type }) => type)).toEqual(["reasoning", "message"]);
    expect(response.output_text).toMatch(/^<content/);
  });
});

const says = (content: string): ChatCompletionMessageParam[] => [{ role: "user", content }];

async function open(name: TransportName): Promise<OpenAI> {
  const transport = await openTransport(name, apiRoutes);
  const { secret } = await newKey(await newActor());
  return new OpenAI({ apiKey: secret, baseURL: `${transport.origin}/v1/embed`, fetch: transport.fetch });
}

async function contentOf(client: OpenAI, ask: OpenAI.ChatCompletionCreateParams): Promise<string[]> {
  const pieces: string[] = [];
  for await (const { choices } of await client.chat.completions.create({ ...ask, stream: true }))
    pieces.push(choices[0]?.delta.content ?? "");
  return pieces;
}

/** Both vendors on one server, told apart by the path. */
async function startVendors(): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    request.resume();
    if (request.url?.startsWith("/messages")) answerAsAnthropic(response);
    else answerAsGoogle(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function answerAsAnthropic(response: ServerResponse): void {
  const event = (type: string, rest: object = {}) => [type, { type, ...rest }];
  const delta = (index: number, rest: object) => event("content_block_delta", { index, delta: rest });
  sendEvents(response, [
    event("message_start", { message: { usage: { input_tokens: 3, output_tokens: 1 } } }),
    event("content_block_start", { index: 0, content_block: { type: "thinking", thinking: "" } }),
    delta(0, { type: "thinking_delta", thinking: "Let me see. All" }),
    delta(0, { type: "thinking_delta", thinking: " is there." }),
    delta(0, { type: "signature_delta", signature: "c2ln" }),
    event("content_block_stop", { index: 0 }),
    event("content_block_start", { index: 1, content_block: { type: "text", text: "" } }),
    delta(1, { type: "text_delta", text: PROGRAM }),
    event("content_block_stop", { index: 1 }),
    event("message_delta", { delta: { stop_reason: "end_turn" }, usage: { output_tokens: 9 } }),
    event("message_stop"),
  ]);
}

function answerAsGoogle(response: ServerResponse): void {
  const piece = (part: object, finishReason?: string) => ({ candidates: [{ content: { role: "model", parts: [part] }, finishReason }] });
  sendEvents(response, [
    piece({ text: "**Weighing it**\n\nIt is", thought: true }),
    piece({ text: " light.\n\n\n", thought: true }),
    { ...piece({ text: PROGRAM }, "STOP"), usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 5, thoughtsTokenCount: 4 } },
  ]);
}

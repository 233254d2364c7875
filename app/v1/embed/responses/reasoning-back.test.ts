import type OpenAI from "openai";
import type { Response, ResponseInputItem } from "openai/resources/responses/responses";
import { describe, expect, test } from "vitest";
import { forgetProcessState } from "@/lib/process-state";
import { applyStoredSettings } from "@/lib/upstream/settings";
import { all, open } from "@/tests/http/chat";
import { type SeenRequest, sendEvents, startProvider } from "@/tests/upstream/provider-server";

const TOOLS = [
  { type: "function" as const, name: "weather", strict: false, parameters: { type: "object", properties: { city: { type: "string" } } } },
];
const QUESTION = "Where is it warmer?";
const COMES_BACK = { include: ["reasoning.encrypted_content" as const] };

/** A provider with the events of a turn that calls tools, and what it must get back for it. */
interface Signing {
  model: string;
  settings: (url: string) => Record<string, string>;
  calls: unknown[];
  answer: unknown[];
  /** The model's own turn in a request. */
  turn: (request: SeenRequest | undefined) => unknown;
  given: unknown;
}

const THINKING = { type: "thinking", thinking: "Two cities, two calls.", signature: "SIGNED==" };
const REDACTED = { type: "redacted_thinking", data: "cmVkYWN0ZWQ=" };
const LATER = { type: "thinking", thinking: "", signature: "LATER==" };
const CALL_A = { type: "tool_use", id: "toolu_01AAAAAAAAAAAAAAAAAAAA", name: "weather", input: { city: "Rome" } };
const CALL_B = { type: "tool_use", id: "toolu_01BBBBBBBBBBBBBBBBBBBB", name: "weather", input: { city: "Oslo" } };

const CLAUDE: Signing = {
  model: "anthropic/claude-opus-5-5",
  settings: (url) => ({ ANTHROPIC_API_KEY: "k", ANTHROPIC_BASE_URL: url }),
  calls: claudeAnswer("tool_use", [THINKING, REDACTED, CALL_A, LATER, CALL_B]),
  answer: claudeAnswer("end_turn", [{ type: "text", text: "Rome." }]),
  turn: (request) => turnsOf(request, "messages")[1]?.content,
  given: [THINKING, REDACTED, CALL_A, LATER, CALL_B],
};

const SIGNED_CALL = { functionCall: { id: "g-1", name: "weather", args: { city: "Rome" } }, thoughtSignature: "SIGNED==" };
const SECOND_CALL = { functionCall: { id: "g-2", name: "weather", args: { city: "Oslo" } } };

const GEMINI: Signing = {
  model: "google/gemini-4-argon",
  settings: (url) => ({ GOOGLE_GENERATIVE_AI_API_KEY: "k", GOOGLE_GENERATIVE_AI_BASE_URL: url }),
  calls: [{ candidates: [{ content: { role: "model", parts: [SIGNED_CALL, SECOND_CALL] }, finishReason: "STOP" }] }],
  answer: [{ candidates: [{ content: { role: "model", parts: [{ text: "Rome." }] }, finishReason: "STOP" }] }],
  turn: (request) => turnsOf(request, "contents")[1]?.parts,
  given: [SIGNED_CALL, SECOND_CALL],
};

const item = (type: string, rest: object) => ({ type, ...rest });
const THOUGHT = item("reasoning", { summary: [], encrypted_content: "SIGNED==" });
const LATER_THOUGHT = item("reasoning", { summary: [{ type: "summary_text", text: "Oslo then." }], encrypted_content: "LATER==" });
const GPT_CALL = item("function_call", { call_id: "call_AAAAAAAAAAAAAAAAAAAA", name: "weather", arguments: '{"city":"Rome"}' });
const GPT_SECOND = item("function_call", { call_id: "call_BBBBBBBBBBBBBBBBBBBB", name: "weather", arguments: '{"city":"Oslo"}' });

const GPT: Signing = {
  model: "openai/gpt-6.2-sol",
  settings: (url) => ({ OPENAI_API_KEY: "k", OPENAI_BASE_URL: url }),
  calls: gptAnswer([THOUGHT, GPT_CALL, LATER_THOUGHT, GPT_SECOND]),
  answer: gptAnswer([item("message", { role: "assistant", content: [{ type: "output_text", text: "Rome." }] })]),
  turn: (request) => turnsOf(request, "input").slice(2, -2),
  given: [THOUGHT, GPT_CALL, LATER_THOUGHT, GPT_SECOND],
};

const DETAIL = { type: "reasoning.text", text: "Two cities, two calls.", signature: "SIGNED==", index: 0 };
const chatCall = (index: number, city: string) => ({
  index,
  id: `call_${index}`,
  type: "function",
  function: { name: "weather", arguments: JSON.stringify({ city }) },
});

/** A server of the Chat format, whose ids anybody could guess. */
const CHAT: Signing = {
  model: "openai/some-model",
  settings: (url) => ({ OPENAI_API_KEY: "k", OPENAI_BASE_URL: url, OPENAI_API_FORMAT: "chat" }),
  calls: [
    { choices: [{ index: 0, delta: { reasoning: DETAIL.text, reasoning_details: [{ ...DETAIL, signature: null }] } }] },
    { choices: [{ index: 0, delta: { reasoning_details: [{ type: DETAIL.type, signature: DETAIL.signature, index: 0 }] } }] },
    { choices: [{ index: 0, delta: { tool_calls: [chatCall(0, "Rome"), chatCall(1, "Oslo")] }, finish_reason: "tool_calls" }] },
    "[DONE]",
  ],
  answer: [{ choices: [{ index: 0, delta: { content: "Rome." }, finish_reason: "stop" }] }, "[DONE]"],
  turn: (request) => turnsOf(request, "messages").find(({ role }) => role === "assistant"),
  given: { role: "assistant", reasoning_details: [DETAIL], tool_calls: [{ type: "function" }, { type: "function" }] },
};

function gptAnswer(items: object[]): unknown[] {
  const done = items.map((one, index) => {
    const type = "response.output_item.done";
    return [type, { type, output_index: index, item: { id: `item_${index}`, status: "completed", ...one } }];
  });
  return [...done, ["response.completed", { type: "response.completed", response: { status: "completed" } }]];
}

function turnsOf(request: SeenRequest | undefined, member: string): Record<string, unknown>[] {
  return (request?.body[member] ?? []) as Record<string, unknown>[];
}

function claudeAnswer(stopReason: string, blocks: Record<string, unknown>[]): unknown[] {
  const event = (type: string, rest: object = {}) => [type, { type, ...rest }];
  const streamed = blocks.flatMap((block, index) => {
    const { thinking, signature, text, input, ...rest } = block;
    const delta = (of: object) => event("content_block_delta", { index, delta: of });
    return [
      event("content_block_start", { index, content_block: { ...rest, ...(thinking !== undefined && { thinking: "", signature: "" }) } }),
      ...(thinking ? [delta({ type: "thinking_delta", thinking })] : []),
      ...(signature ? [delta({ type: "signature_delta", signature })] : []),
      ...(text ? [delta({ type: "text_delta", text })] : []),
      ...(input ? [delta({ type: "input_json_delta", partial_json: JSON.stringify(input) })] : []),
      event("content_block_stop", { index }),
    ];
  });
  const start = event("message_start", { message: { usage: { input_tokens: 5, output_tokens: 1 } } });
  const end = event("message_delta", { delta: { stop_reason: stopReason }, usage: { output_tokens: 9 } });
  return [start, ...streamed, end, event("message_stop")];
}

/** A client whose model calls the tools first and answers from then on. */
async function begin({ settings, calls, answer }: Signing) {
  const provider = await startProvider((_, response, count) => sendEvents(response, count === 1 ? calls : answer));
  applyStoredSettings({ vendors: settings(provider.url), servers: new Map(), aliases: new Map() });
  return { ...(await open("native")), requests: provider.requests };
}

/** What lives in the process alone, as after a restart. */
function forget(): void {
  forgetProcessState("call-notes");
}

const outputs = ({ output }: Response): ResponseInputItem[] =>
  output.flatMap((one) =>
    one.type === "function_call" ? [{ type: "function_call_output", call_id: one.call_id, output: '{"celsius":21}' }] : [],
  );

type Turn = (client: OpenAI, signing: Signing) => Promise<Response>;

const asked = ({ model }: Signing) => ({ model, tools: TOOLS, reasoning: { effort: "medium" as const } });

/** Each way to take a second turn: what is asked first, and how it goes on. */
const WAYS: Record<string, { first: Turn; second: (client: OpenAI, signing: Signing, first: Response) => Promise<Response> }> = {
  previous_response_id: {
    first: (client, signing) => client.responses.create({ ...asked(signing), input: QUESTION }),
    second: (client, signing, first) =>
      client.responses.create({ ...asked(signing), previous_response_id: first.id, input: outputs(first) }),
  },
  "a conversation": {
    first: async (client, signing) =>
      client.responses.create({ ...asked(signing), conversation: (await client.conversations.create()).id, input: QUESTION }),
    second: (client, signing, first) =>
      client.responses.create({ ...asked(signing), conversation: first.conversation?.id ?? "", input: outputs(first) }),
  },
  "a client that keeps the dialogue itself": {
    first: (client, signing) => client.responses.create({ ...asked(signing), ...COMES_BACK, store: false, input: QUESTION }),
    second: (client, signing, first) => {
      const input = [{ role: "user", content: QUESTION }, ...first.output, ...outputs(first)] as ResponseInputItem[];
      return client.responses.create({ ...asked(signing), ...COMES_BACK, store: false, input });
    },
  },
};

describe.each([
  ["Claude", CLAUDE],
  ["Gemini", GEMINI],
  ["GPT", GPT],
  ["a server of the Chat format", CHAT],
])("the signed reasoning of %s", (_, signing) => {
  test.each(Object.entries(WAYS))("comes back in its place and unchanged after a restart, over %s", async (_way, { first, second }) => {
    const { client, requests } = await begin(signing);
    const answered = await first(client, signing);
    expect(answered.output.filter(({ type }) => type === "function_call")).toHaveLength(2);
    forget();
    expect((await second(client, signing, answered)).status).toBe("completed");
    expect(signing.turn(requests[1])).toMatchObject(signing.given as object);
    const signed = (turn: unknown) => JSON.stringify(turn).match(/[sS]ignature|encrypted_content/g);
    expect(signed(signing.turn(requests[1]))).toEqual(signed(signing.given));
  });

  test("leaves the server sealed alone, and only where that was asked for", async () => {
    const { client } = await begin(signing);
    const conversation = (await client.conversations.create()).id;
    const events = await all(await client.responses.create({ ...asked(signing), conversation, input: QUESTION, stream: true }));
    const seen = [events, await all(client.conversations.items.list(conversation))];
    expect(JSON.stringify(seen)).not.toMatch(/SIGNED==|cmVkYWN0ZWQ=|encrypted_content/);
    expect(JSON.stringify(seen)).toContain("reasoning");
  });

  test("another model of the dialogue never gets it", async () => {
    const { client, requests } = await begin(signing);
    const first = await WAYS.previous_response_id!.first(client, signing);
    const next = { ...asked(signing), model: `${signing.model}-next`, previous_response_id: first.id, input: outputs(first) };
    await client.responses.create(next);
    expect(JSON.stringify(requests[1]?.body)).not.toMatch(/SIGNED==|cmVkYWN0ZWQ=|LATER==/);
  });

  test("400 for what was sealed for another workspace, or by nobody", async () => {
    const { client } = await begin(signing);
    const first = await WAYS["a client that keeps the dialogue itself"]!.first(client, signing);
    const { output } = first;
    const stranger = (await open("native")).client;
    const again = (items: unknown[]) =>
      stranger.responses.create({ ...asked(signing), store: false, input: [...items, ...outputs(first)] as ResponseInputItem[] });
    await expect(again(output)).rejects.toMatchObject({ status: 400, code: "invalid_value", param: "input[0].encrypted_content" });
    const forged = output.map((item) => ("encrypted_content" in item ? { ...item, encrypted_content: "AQ".repeat(40) } : item));
    await expect(again(forged)).rejects.toMatchObject({ status: 400, param: "input[0].encrypted_content" });
  });
});

test("a chat client, which hands back calls by their ids alone, gives a server of the Chat format its reasoning back", async () => {
  const { client, requests } = await begin(CHAT);
  const tools = TOOLS.map(({ name, parameters }) => ({ type: "function" as const, function: { name, parameters } }));
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: "user", content: QUESTION }];
  const { choices } = await client.chat.completions.create({ model: CHAT.model, messages, tools });
  const { tool_calls: calls = [] } = choices[0]?.message ?? {};
  messages.push({ role: "assistant", content: null, tool_calls: calls });
  for (const { id } of calls) messages.push({ role: "tool", tool_call_id: id, content: '{"celsius":21}' });
  await client.chat.completions.create({ model: CHAT.model, messages, tools });
  expect(calls).toHaveLength(2);
  expect(CHAT.turn(requests[1])).toMatchObject(CHAT.given as object);
});

test("a signed text comes back signed, and the text is not cut where the signature stands", async () => {
  const say = (text: string, rest: object = {}) => ({ candidates: [{ content: { role: "model", parts: [{ text, ...rest }] } }] });
  const end = { candidates: [{ content: { parts: [{ text: "", thoughtSignature: "END==" }] }, finishReason: "STOP" }] };
  const { client, requests } = await begin({ ...GEMINI, calls: [say("Yo", { thoughtSignature: "MID==" }), say("ho."), end] });
  const format = { text: { format: { type: "json_object" as const } } };
  const { id, output_text } = await client.responses.create({ model: GEMINI.model, ...format, input: QUESTION });
  expect(output_text).toBe("Yoho.");
  await client.responses.create({ model: GEMINI.model, ...format, previous_response_id: id, input: "On" });
  expect(GEMINI.turn(requests[1])).toEqual([
    { text: "Yoho.", thoughtSignature: "MID==" },
    { text: "", thoughtSignature: "END==" },
  ]);
});

test("a signature behind words that became interface comes back behind them", async () => {
  const say = (text: string, rest: object = {}) => ({ candidates: [{ content: { role: "model", parts: [{ text, ...rest }] } }] });
  const end = { candidates: [{ content: { parts: [{ text: "", thoughtSignature: "END==" }] }, finishReason: "STOP" }] };
  const { client, requests } = await begin({ ...GEMINI, calls: [say("Yo"), end] });
  const { id } = await client.responses.create({ model: GEMINI.model, input: QUESTION });
  await client.responses.create({ model: GEMINI.model, previous_response_id: id, input: "On" });
  expect(GEMINI.turn(requests[1])).toEqual([{ text: expect.stringContaining("Yo") }, { text: "", thoughtSignature: "END==" }]);
});

import { HttpAgent } from "@ag-ui/client";
import type { Message } from "@ag-ui/core";
import { afterAll, describe, expect, test } from "vitest";
import { OFFLINE_MODEL_ID } from "@/lib/offline/offline";
import { open, provider } from "@/tests/http/chat";
import { customModel } from "@/tests/http/provider";
import { TRANSPORTS } from "@/tests/http/transport";

afterAll(() => provider.close());

const HI: Message[] = [{ id: "1", role: "user", content: "Hi" }];
const WEATHER = { name: "weather", description: "The weather in a city", parameters: { type: "object", properties: {} } };

describe.each(TRANSPORTS)("POST /v1/ag-ui over the %s transport", (name) => {
  async function agent(model: string, messages: Message[] = HI) {
    const { transport, secret } = await open(name);
    const made = new HttpAgent({
      url: `${transport.origin}/v1/ag-ui?model=${encodeURIComponent(model)}`,
      headers: { authorization: `Bearer ${secret}` },
      fetch: (url, init) => transport.fetch(url, init),
      initialMessages: messages,
    });
    const seen: string[] = [];
    const run = (input: Parameters<typeof made.runAgent>[0] = {}) =>
      made.runAgent(input, { onEvent: ({ event }) => void seen.push(event.type) });
    return { agent: made, run, seen };
  }

  test("200: the official client gets an answer as interface, event by event", async () => {
    const { agent: made, run, seen } = await agent(customModel("hello"));
    await run();
    expect(made.messages.at(-1)).toMatchObject({ role: "assistant", content: expect.stringContaining("Hello, world") });
    expect([...new Set(seen)]).toEqual(["RUN_STARTED", "TEXT_MESSAGE_START", "TEXT_MESSAGE_CONTENT", "TEXT_MESSAGE_END", "RUN_FINISHED"]);
  });

  test("200: thoughts are told apart from words", async () => {
    const { agent: made, run, seen } = await agent(customModel("thinks"));
    await run();
    expect(made.messages.map(({ role }) => role)).toContain("reasoning");
    expect(seen.slice(1, 6)).toEqual([
      "REASONING_START",
      "REASONING_MESSAGE_START",
      "REASONING_MESSAGE_CONTENT",
      "REASONING_MESSAGE_END",
      "REASONING_END",
    ]);
  });

  test("200: tools of the front end are called, and their results go up with the next run", async () => {
    const { agent: made, run } = await agent(customModel("calls"));
    await run({ tools: [WEATHER] });
    const [call, other] = made.messages.flatMap((message) => (message.role === "assistant" ? (message.toolCalls ?? []) : []));
    expect([call, other]).toMatchObject([
      { function: { name: "weather", arguments: '{"city":"Rome"}' } },
      { function: { name: "weather", arguments: '{"city":"Oslo"}' } },
    ]);
    const answers: Message[] = [call, other].map((one, i) => ({ id: `t${i}`, role: "tool", toolCallId: one?.id ?? "", content: "31" }));
    const next = await agent(customModel("hello"), [...made.messages, ...answers]);
    await next.run({ tools: [WEATHER] });
    expect(JSON.stringify(provider.asked.at(-1))).toContain('"tool_call_id"');
  });

  test("200: context and pictures reach the model; the offline engine answers too", async () => {
    const picture: Message = {
      id: "1",
      role: "user",
      content: [
        { type: "text", text: "What is it?" },
        { type: "image", source: { type: "data", value: "iVBORw0KGgo=", mimeType: "image/png" } },
      ],
    };
    const { run } = await agent(customModel("hello"), [picture]);
    await run({ context: [{ description: "The page", value: "Invoices" }] });
    const sent = JSON.stringify(provider.asked.at(-1));
    expect(sent).toContain("The page: Invoices");
    expect(sent).toContain("data:image/png;base64,iVBORw0KGgo=");
    const offline = await agent(OFFLINE_MODEL_ID, [{ id: "1", role: "user", content: "month,sales\nJan,4\nFeb,6\nMar,9" }]);
    await offline.run();
    expect(offline.agent.messages.at(-1)?.content).toContain("Feb");
  });

  test("200: a failure in the middle ends the run with its code", async () => {
    const { run, seen } = await agent(customModel("torn"));
    await run().catch(() => undefined);
    expect(seen.at(-1)).toBe("RUN_ERROR");
  });

  test.each([
    [{}, "forwardedProps.model"],
    [{ messages: [] }, "messages"],
    [{ messages: [{ id: "1", role: "wizard", content: "Hi" }] }, "messages[0].role"],
    [{ threadId: 7 }, "threadId"],
    [{ forwardedProps: { model: "nobody/none" } }, "model"],
    [{ forwardedProps: { model: OFFLINE_MODEL_ID, temperature: 9 } }, "temperature"],
    [{ tools: [{ name: "a b", description: "" }], forwardedProps: { model: OFFLINE_MODEL_ID } }, "tools[0].function.name"],
    [{ resume: [{ interruptId: "1" }], forwardedProps: { model: OFFLINE_MODEL_ID } }, "resume"],
  ])("4xx: %j is refused at %s", async (more, param) => {
    const { transport, secret } = await open(name);
    const answer = await transport.fetch(`${transport.origin}/v1/ag-ui`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: JSON.stringify({ threadId: "t", runId: "r", state: {}, messages: HI, tools: [], context: [], ...more }),
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(await answer.json()).toMatchObject({ error: { param } });
  });
});

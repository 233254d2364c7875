import { zodResponseFormat } from "openai/helpers/zod";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod/v4";
import { all, open, provider } from "@/tests/http/chat";
import { customModel } from "@/tests/http/provider";
import { TRANSPORTS } from "@/tests/http/transport";
import { assertStreamGrammar } from "@/tests/responses/grammar";

afterAll(() => provider.close());

const REFUSAL = "I can't help with that.";
const model = customModel("refuses");
const CITY = { type: "json_schema", name: "city", schema: { type: "object", properties: {} } } as const;
const FORMATS = { interface: undefined, JSON: { format: CITY } };

describe.each(TRANSPORTS)("a model's refusal over the %s transport", (name) => {
  test("is the refusal of a chat completion, whatever was asked for", async () => {
    const { client } = await open(name);
    const messages = [{ role: "user" as const, content: "Hi" }];
    const plain = await client.chat.completions.create({ model, messages });
    expect(plain.choices[0]).toMatchObject({ message: { content: null, refusal: REFUSAL }, finish_reason: "stop" });
    const parsed = await client.chat.completions.parse({ model, messages, response_format: zodResponseFormat(z.object({}), "city") });
    expect(parsed.choices[0]?.message).toMatchObject({ content: null, refusal: REFUSAL, parsed: null });
    const chunks = await all(await client.chat.completions.create({ model, messages, stream: true }));
    expect(chunks.map(({ choices }) => choices[0]?.delta.refusal ?? "").join("")).toBe(REFUSAL);
    expect(chunks.some(({ choices }) => choices[0]?.delta.content)).toBe(false);
    const final = await client.chat.completions.stream({ model, messages }).finalMessage();
    expect(final).toMatchObject({ content: null, refusal: REFUSAL });
  });

  test.each(Object.entries(FORMATS))("is the refusal of a response that is %s: streamed, stored, replayed and told on", async (_, text) => {
    const { client } = await open(name);
    const events = await all(await client.responses.create({ model, input: "Hi", ...(text && { text }), stream: true }));
    const final = assertStreamGrammar(events);
    const message = { type: "message", role: "assistant", status: "completed", content: [{ type: "refusal", refusal: REFUSAL }] };
    expect(final.output).toMatchObject([message]);
    expect(events.map(({ type }) => type)).toEqual([
      "response.created",
      "response.in_progress",
      "response.output_item.added",
      "response.content_part.added",
      "response.refusal.delta",
      "response.refusal.delta",
      "response.refusal.done",
      "response.content_part.done",
      "response.output_item.done",
      "response.completed",
    ]);
    expect((await client.responses.retrieve(final.id)).output).toMatchObject([message]);
    const replayed = assertStreamGrammar(await all(await client.responses.retrieve(final.id, { stream: true })));
    expect(replayed.output).toMatchObject([message]);
    await client.responses.create({ model: customModel("hello"), input: "Why?", previous_response_id: final.id });
    expect(JSON.stringify(provider.asked.at(-1)?.messages)).toContain(REFUSAL);
  });
});

describe.each(TRANSPORTS)("two calls of one answer over the %s transport", (name) => {
  test("the first is done before the second is added", async () => {
    const { client } = await open(name);
    const tool = { type: "function", name: "weather", parameters: { type: "object", properties: {} }, strict: false } as const;
    const events = await all(await client.responses.create({ model: customModel("calls"), input: "Hi", tools: [tool], stream: true }));
    assertStreamGrammar(events);
    const items = events.flatMap((event) => ("item" in event ? [`${event.output_index} ${event.type.split(".").at(-1)}`] : []));
    expect(items).toEqual(["0 added", "0 done", "1 added", "1 done"]);
  });
});

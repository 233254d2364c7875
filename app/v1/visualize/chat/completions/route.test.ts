import OpenAI from "openai";
import { afterAll, describe, expect, test } from "vitest";
import { OFFLINE_MODEL_ID } from "@/lib/offline/offline";
import { MESSAGES, open, provider, WEATHER } from "@/tests/http/chat";
import { customModel } from "@/tests/http/provider";
import { TRANSPORTS } from "@/tests/http/transport";

afterAll(() => provider.close());

describe.each(TRANSPORTS)("POST /v1/visualize/chat/completions over the %s transport", (name) => {
  async function client(): Promise<OpenAI> {
    const { transport, secret } = await open(name);
    return new OpenAI({ apiKey: secret, baseURL: `${transport.origin}/v1/visualize`, fetch: transport.fetch });
  }

  test("200: what is given comes as interface, whole and streamed", async () => {
    const openai = await client();
    const whole = await openai.chat.completions.create({ model: customModel("hello"), messages: MESSAGES });
    expect(whole.choices[0]?.message.content).toMatch(/^<content thesys="true" version="2">[^<]*Hello, world[^<]*<\/content>$/);
    let streamed = "";
    for await (const chunk of await openai.chat.completions.create({ model: customModel("hello"), messages: MESSAGES, stream: true }))
      streamed += chunk.choices[0]?.delta.content ?? "";
    expect(streamed).toBe(whole.choices[0]?.message.content);
  });

  test("200: the offline engine draws pasted data", async () => {
    const openai = await client();
    const content = "month,sales\nJan,4\nFeb,6\nMar,9";
    const { choices } = await openai.chat.completions.create({ model: OFFLINE_MODEL_ID, messages: [{ role: "user", content }] });
    expect(choices[0]?.message.content).toContain("Feb");
  });

  test("400: tools are refused by name", async () => {
    const openai = await client();
    await expect(
      openai.chat.completions.create({ model: customModel("hello"), messages: MESSAGES, tools: [WEATHER] }),
    ).rejects.toMatchObject({
      status: 400,
      param: "tools",
      code: "unsupported_parameter",
    });
  });
});

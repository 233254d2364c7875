import { describe, expect, test } from "vitest";
import { applyStoredSettings } from "@/lib/upstream/settings";
import { open } from "@/tests/http/chat";
import { until } from "@/tests/http/until";
import { sendEvents, startProvider } from "@/tests/upstream/provider-server";

const REFUSAL = {
  error: { message: "Unsupported parameter: 'top_p' is not supported with this model.", param: "top_p", code: "unsupported_parameter" },
};

/** A client of a server of OpenAI's format that refuses `top_p` by name, and says nothing before `when`. */
async function begin(when: Promise<unknown> = Promise.resolve()) {
  const provider = await startProvider(async ({ body }, response) => {
    await when;
    if (body.top_p !== undefined) return response.writeHead(400, { "content-type": "application/json" }).end(JSON.stringify(REFUSAL));
    const item = {
      type: "message",
      role: "assistant",
      content: [{ type: "output_text", text: 'root = Card([t])\nt = TextContent("Hi")' }],
    };
    return sendEvents(response, [
      { type: "response.output_item.done", output_index: 0, item },
      { type: "response.completed", response: { status: "completed" } },
    ]);
  });
  applyStoredSettings({ vendors: { OPENAI_API_KEY: "k", OPENAI_BASE_URL: provider.url }, servers: new Map(), aliases: new Map() });
  return open("native");
}

const MESSAGES = [{ role: "user" as const, content: "Hi" }];

describe("what a model does not take as it was asked for stands in a header", () => {
  test.each([true, false])("of a response, streamed: %s", async (stream) => {
    const { client } = await begin();
    const asked = { model: "openai/gpt-6.2-sol", input: "Hi", temperature: 0.2, reasoning: { effort: "none" as const } };
    const { response } = await client.responses.create({ ...asked, stream }).withResponse();
    expect(response.headers.get("x-vitrine-adjusted")).toBe("reasoning.effort=low, temperature");
    if (!response.bodyUsed) await response.body?.cancel();
  });

  test.each([true, false])("of a chat completion, in its own words, streamed: %s", async (stream) => {
    const { client } = await begin();
    const asked = { model: "openai/gpt-6.2-sol", messages: MESSAGES, seed: 1, reasoning_effort: "none" as const };
    const { response } = await client.chat.completions.create({ ...asked, stream }).withResponse();
    expect(response.headers.get("x-vitrine-adjusted")).toBe("reasoning_effort=low, seed");
    if (!response.bodyUsed) await response.body?.cancel();
  });

  test("with what was learnt from a refusal, the first time and the next", async () => {
    const { client } = await begin();
    for (let i = 0; i < 2; i++) {
      const { response } = await client.chat.completions
        .create({ model: "openai/o9-preview", messages: MESSAGES, top_p: 0.5 })
        .withResponse();
      expect(response.headers.get("x-vitrine-adjusted")).toBe("top_p");
    }
  });

  describe("where headers leave before a slow provider says anything", () => {
    const slowly = async () => {
      let go = (): void => {};
      const { client } = await begin(new Promise<void>((resolve) => (go = resolve)));
      return { client, go };
    };

    test("what its family does not take is in them, of a chat completion and of a response", async () => {
      const { client, go } = await slowly();
      const chat = { model: "openai/gpt-6.2-sol", messages: MESSAGES, seed: 1, stream: true } as const;
      const asked = { model: "openai/gpt-6.2-sol", input: "Hi", temperature: 0.2, stream: true } as const;
      const [first, second] = await Promise.all([
        client.chat.completions.create(chat).asResponse(),
        client.responses.create(asked).asResponse(),
      ]);
      expect(first.headers.get("x-vitrine-adjusted")).toBe("seed");
      expect(second.headers.get("x-vitrine-adjusted")).toBe("temperature");
      go();
      await Promise.all([first.text(), second.text()]);
    });

    test("what it refuses then is said in a comment before the answer", async () => {
      const { client, go } = await slowly();
      const asked = { model: "openai/o9-preview", messages: MESSAGES, top_p: 0.5, stream: true } as const;
      const answer = await client.chat.completions.create(asked).asResponse();
      expect(answer.headers.get("x-vitrine-adjusted")).toBeNull();
      go();
      expect(await answer.text()).toMatch(/^: \n\n: x-vitrine-adjusted: top_p\n\ndata: \{/);
    });
  });

  describe("and in the response as it ends", () => {
    const told = { top_p: null };
    const LATE = { model: "openai/o9-preview", input: "Hi", top_p: 0.5 };

    test("not streamed, and as it is stored", async () => {
      const { client } = await begin();
      const whole = await client.responses.create({ ...LATE, reasoning: { effort: "max" } });
      expect(whole).toMatchObject({ vitrine_adjusted: told });
      expect(await client.responses.retrieve(whole.id)).toMatchObject({ vitrine_adjusted: told });
    });

    test("of a stream whose headers left before it was refused, with a comment before what comes next", async () => {
      let go = (): void => {};
      const { client } = await begin(new Promise<void>((resolve) => (go = resolve)));
      const answer = await client.responses.create({ ...LATE, stream: true }).asResponse();
      expect(answer.headers.get("x-vitrine-adjusted")).toBeNull();
      go();
      const text = await answer.text();
      expect(text).toMatch(/^event: response\.created[^]+\n\n: x-vitrine-adjusted: top_p\n\nevent: response\.output_item\.added/);
      expect(text.match(/^data: .*"response\.completed".*$/m)?.[0]).toContain('"vitrine_adjusted":{"top_p":null}');
    });

    test("in the background, where no header is left to say it", async () => {
      const { client } = await begin();
      const { id } = await client.responses.create({ ...LATE, background: true });
      const ended = await until(
        () => client.responses.retrieve(id),
        ({ status }) => status === "completed",
        10_000,
      );
      expect(ended).toMatchObject({ status: "completed", vitrine_adjusted: told });
    });

    test("but not where all was taken", async () => {
      const { client } = await begin();
      const whole = await client.responses.create({ model: "openai/gpt-4.1", input: "Hi", temperature: 0 });
      expect(whole).not.toHaveProperty("vitrine_adjusted");
    });
  });

  test("is not there where all was taken", async () => {
    const { client } = await begin();
    const { response } = await client.chat.completions
      .create({ model: "openai/gpt-4.1", messages: MESSAGES, temperature: 0 })
      .withResponse();
    expect(response.headers.get("x-vitrine-adjusted")).toBeNull();
  });
});

import { BadRequestError } from "openai";
import { afterAll, describe, expect, test } from "vitest";
import { all, JSON_FORMAT, MESSAGES, open, provider, WEATHER } from "@/tests/http/chat";
import { customModel } from "@/tests/http/provider";
import { TRANSPORTS } from "@/tests/http/transport";

afterAll(() => provider.close());

const C1 = customModel("chart");
const SHOWN = `Here it is:

# Sales

**By month**

Values: in millions

|  | Euros |
| --- | ---: |
| May | 1.25 |
| June | 3 |

**Ask next:**

- Show \\<b>more\\</b>`;
const BY_QUERY = { query: { format: "markdown" } };
const BY_ACCEPT = { headers: { accept: "text/markdown" } };
const STRICT = { type: "function", strict: false } as const;
const byMetadata = (format: unknown) => ({ metadata: { thesys: JSON.stringify({ format }) } });

describe.each(TRANSPORTS)("answers in Markdown over the %s transport", (name) => {
  test.each([
    ["for models of the C1 family", C1],
    ["for plain model ids", "custom/chart"],
  ])("chat completions %s: whole, and the same when streamed", async (_, model) => {
    const { client } = await open(name);
    const ask = { model, messages: MESSAGES };
    const whole = await client.chat.completions.create(ask, BY_QUERY);
    expect(whole.choices[0]?.message.content).toBe(SHOWN);
    const chunks = await all(await client.chat.completions.create({ ...ask, stream: true }, BY_QUERY));
    const deltas = chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").filter((delta) => delta !== "");
    expect(deltas.join("")).toBe(SHOWN);
    expect(deltas.length).toBeGreaterThan(1);
  });

  test("chat completions by metadata; the query counts more", async () => {
    const { client } = await open(name);
    const ask = { model: C1, messages: MESSAGES, ...byMetadata("markdown") };
    expect((await client.chat.completions.create(ask)).choices[0]?.message.content).toBe(SHOWN);
    const drawn = await client.chat.completions.create(ask, { query: { format: "ui" } });
    expect(drawn.choices[0]?.message.content).toMatch(/^<content thesys="true"/);
  });

  test("responses: whole, streamed, stored, and gone on from", async () => {
    const { client } = await open(name);
    const ask = { model: C1, input: "Hi" };
    const whole = await client.responses.create(ask, BY_QUERY);
    expect(whole.output_text).toBe(SHOWN);
    expect((await client.responses.retrieve(whole.id)).output_text).toBe(SHOWN);
    const events = await all(await client.responses.create({ ...ask, ...byMetadata("markdown"), stream: true }));
    expect(events.map((event) => (event.type === "response.output_text.delta" ? event.delta : "")).join("")).toBe(SHOWN);
    await client.responses.create({ ...ask, input: "More", previous_response_id: whole.id });
    expect(JSON.stringify(provider.asked.at(-1)?.messages)).toContain("| May | 1.25 |");
  });

  test.each([
    ["for models of the C1 family", C1],
    ["for plain model ids", "custom/chart"],
  ])("a response that was stored as interface is read in words %s", async (_, model) => {
    const { client } = await open(name);
    const { id } = await client.responses.create({ model, input: "Hi" });
    expect((await client.responses.retrieve(id, {}, BY_QUERY)).output_text).toBe(SHOWN);
    const words = await client.responses.retrieve(id, {}, BY_ACCEPT).asResponse();
    expect(words.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
    expect(await words.text()).toBe(`${SHOWN}\n`);
    expect((await client.responses.retrieve(id)).output_text).toContain("root = Card(");
  });

  test("what was stored in words, as JSON or as a call is read as it is", async () => {
    const { client } = await open(name);
    const words = await client.responses.create({ model: C1, input: "Hi" }, BY_QUERY);
    const json = await client.responses.create({ model: customModel("json"), input: "Hi", text: { format: JSON_FORMAT } });
    const calls = await client.responses.create({ model: customModel("calls"), input: "Hi", tools: [{ ...WEATHER.function, ...STRICT }] });
    for (const { id, output } of [words, json, calls]) {
      expect((await client.responses.retrieve(id, {}, BY_QUERY)).output).toEqual(output);
    }
    await expect(client.responses.retrieve(json.id, {}, { query: { format: "pdf" } })).rejects.toMatchObject({ status: 400 });
  });

  test("Accept: text/markdown gets the words as the body", async () => {
    const { client } = await open(name);
    const chat = await client.chat.completions.create({ model: C1, messages: MESSAGES }, BY_ACCEPT).asResponse();
    expect(chat.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
    expect(chat.headers.get("x-request-id")).not.toBeNull();
    expect(await chat.text()).toBe(`${SHOWN}\n`);
    const response = await client.responses.create({ model: C1, input: "Hi" }, BY_ACCEPT).asResponse();
    expect(await response.text()).toBe(`${SHOWN}\n`);
  });

  test.each([
    ["JSON is wanted more", { accept: "text/markdown;q=0.5, application/json" }, {}],
    ["anything will do", { accept: "*/*" }, {}],
    ["Markdown is refused", { accept: "text/markdown;q=0" }, {}],
    ["the metadata asks for interface", { accept: "text/markdown" }, byMetadata("ui")],
  ])("Accept leaves the answer as it is where %s", async (_, headers, more) => {
    const { client } = await open(name);
    const response = await client.chat.completions.create({ model: C1, messages: MESSAGES, ...more }, { headers }).asResponse();
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.text()).toContain("thesys");
  });

  test.each([
    ["tool calls", { model: customModel("calls"), messages: MESSAGES, tools: [WEATHER] }, "tool_calls"],
    ["a refusal", { model: customModel("refuses"), messages: MESSAGES }, "refusal"],
    ["JSON that was asked for", { model: customModel("json"), messages: MESSAGES, response_format: JSON_FORMAT }, '{\\"a\\":1}'],
  ])("Accept: text/markdown leaves %s in their JSON", async (_, body, expected) => {
    const { client } = await open(name);
    const response = await client.chat.completions.create(body, BY_ACCEPT).asResponse();
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.text()).toContain(expected);
  });

  test("400: a format that is not known, in the query and in the metadata", async () => {
    const { client } = await open(name);
    const ask = { model: C1, messages: MESSAGES };
    const refused = async (body: object, query: Record<string, string>) =>
      client.chat.completions.create({ ...ask, ...body }, { query }).catch((error: unknown) => error);
    for (const error of [await refused({}, { format: "pdf" }), await refused(byMetadata("pdf"), {}), await refused(byMetadata(5), {})]) {
      expect(error).toBeInstanceOf(BadRequestError);
      expect(error).toMatchObject({ status: 400, param: expect.stringMatching(/^(?:format|metadata\.thesys)$/) });
    }
    await expect(client.responses.create({ model: C1, input: "Hi" }, { query: { format: "pdf" } })).rejects.toMatchObject({ status: 400 });
  });

  test("a request that is repeated by its name gets the same; in another format it is another request", async () => {
    const { client } = await open(name);
    const ask = { model: C1, input: "Hi" };
    const named = (format: string) => ({ query: { format }, headers: { "idempotency-key": "report-1" } });
    const first = await client.responses.create(ask, named("markdown"));
    expect(await client.responses.create(ask, named("markdown"))).toMatchObject({ id: first.id, output_text: SHOWN });
    await expect(client.responses.create(ask, named("ui"))).rejects.toMatchObject({ code: "idempotency_key_reused" });
  });
});

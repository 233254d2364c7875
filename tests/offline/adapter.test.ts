import { describe, expect, test } from "vitest";
import type { GenerationEvent } from "@/lib/generation/event";
import type { GenerationRequest } from "@/lib/generation/request";
import { countTokens } from "@/lib/generation/tokens";
import { offline } from "@/lib/offline/offline";
import { message, requestOf } from "./case";
import { find, generate } from "./run";
import { singly } from "@/tests/generation/batches";

const DATA = "month,revenue\nJan,100\nFeb,150\nMar,90";
const user = (text: string, options: Partial<GenerationRequest> = {}): GenerationRequest => requestOf([message("user", text)], options);

async function eventsOf(request: GenerationRequest, signal = new AbortController().signal): Promise<GenerationEvent[]> {
  const events: GenerationEvent[] = [];
  for await (const batch of offline.stream(request, signal)) events.push(...batch);
  return events;
}

describe("the stream", () => {
  test("one statement a delta, finish last with real token counts", async () => {
    const events = await eventsOf(user(DATA));
    const deltas = events.flatMap((event) => (event.type === "text-delta" ? [event.delta] : []));
    expect(events.map((event) => event.type)).toEqual(["text-start", ...deltas.map(() => "text-delta"), "text-end", "finish"]);
    expect(deltas.length).toBeGreaterThan(3);
    expect(deltas[0]).toMatch(/^root = Card\(.*\)\n$/);
    const finish = events.at(-1);
    const outputs = await Promise.all(deltas.map((delta) => countTokens(delta)));
    const output = outputs.reduce((sum, tokens) => sum + tokens, 0);
    expect(finish).toMatchObject({
      type: "finish",
      reason: "stop",
      usage: { outputTokens: output, inputTokens: await countTokens(`${DATA}\n`), cachedTokens: 0, reasoningTokens: 0 },
    });
  });

  test.each([1, 5, 40])("maxOutputTokens %i cuts there and finishes with length", async (tokensMax) => {
    const outcome = await generate(user(DATA, { maxOutputTokens: tokensMax }));
    expect(outcome.finishReason).toBe("length");
    expect(await countTokens(outcome.text)).toBeLessThanOrEqual(tokensMax);
    expect((await generate(user(DATA))).text.startsWith(outcome.text)).toBe(true);
  });

  test("a stop sequence ends the text before it, across statements too", async () => {
    const whole = (await generate(user(DATA))).text;
    for (const stop of ["LineChart", ")\nheader1", "]"]) {
      const outcome = await generate(user(DATA, { stop: ["never there", stop] }));
      expect(outcome.text).toBe(whole.slice(0, whole.indexOf(stop)));
      expect(outcome.finishReason).toBe("stop");
    }
  });

  test("an aborted signal ends it with the signal's reason", async () => {
    const controller = new AbortController();
    const reason = new Error("gone");
    const read = async (): Promise<void> => {
      for await (const { type } of singly(offline.stream(user(DATA), controller.signal)))
        if (type === "text-delta") controller.abort(reason);
    };
    await expect(read()).rejects.toBe(reason);
  });

  test("temperature and seed change nothing", async () => {
    const outcome = await generate(user(DATA, { temperature: 1.7, seed: 42, topP: 0.1 }));
    expect(outcome.text).toBe((await generate(user(DATA))).text);
  });

  test("system and developer messages are no data", async () => {
    const system = { ...message("user", DATA), role: "system" } as const;
    const outcome = await generate(requestOf([system, message("user", "hello")], { instructions: DATA }));
    expect(outcome.text).not.toContain("LineChart");
  });

  test("numbers beyond 2^53 stay as written", async () => {
    const outcome = await generate(user('[{"id": 12345678901234567890, "n": 5}, {"id": 12345678901234567891, "n": 7}]'));
    expect(outcome.text).toContain('"12345678901234567891"');
  });

  test("links and images in data are shown as text", async () => {
    const outcome = await generate(user("name,site\na,[x](javascript:alert(1))\nb,![t](http://evil.example/p.png)\nc,<img src=x>"));
    const rows = JSON.stringify(find(outcome.root, "Table")?.props.rows);
    expect(rows).not.toMatch(/(?<!\\)\[x|(?<!\\)!?\[t|(?<!\\)<img/);
  });

  test("a form as the engine's prompt passes it on is shown back as it was typed", async () => {
    const context = JSON.stringify(["User clicked: Send", { contact: { name: "Tom &amp; Ann", age: 7 } }]);
    const outcome = await generate(user(`Send\n\n<context>${context}</context>`));
    expect(outcome.text).toContain('left: "Name", right: "Tom &amp; Ann"');
    expect(outcome.text).toContain("Nothing was stored or sent");
  });

  test("a password is not shown back", async () => {
    const context = JSON.stringify(["User clicked: Sign in", { login: { email: { value: "a@b.org" }, password: { value: "hunter2" } } }]);
    const outcome = await generate(user(`<content thesys="true">Sign in</content><context>${context.replaceAll('"', "&quot;")}</context>`));
    expect(outcome.text).toContain("a@b.org");
    expect(outcome.text).not.toContain("hunter2");
  });
});

const SCHEMA = {
  type: "object",
  properties: {
    title: { type: "string" },
    count: { type: "integer", minimum: 3 },
    marker: { type: "string", enum: ["<|im_end|>", "a&b"] },
    kind: { const: "report" },
    note: { type: ["string", "null"] },
    rows: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        properties: { month: { type: "string" }, revenue: { type: "number" } },
        required: ["month", "revenue"],
        additionalProperties: false,
      },
    },
    ref: { $ref: "#/$defs/flag" },
  },
  required: ["title", "count", "marker", "kind", "note", "rows", "ref"],
  additionalProperties: false,
  $defs: { flag: { type: "boolean" } },
};

describe("structured output", () => {
  test("json_schema: only the schema's keys, its limits, constants byte for byte, rows from the data", async () => {
    const outputFormat = { type: "json_schema" as const, name: "report", description: null, schema: SCHEMA, strict: true };
    const outcome = await generate(user(`Fill this in: ${DATA}`, { outputFormat }));
    const value = JSON.parse(outcome.text) as Record<string, unknown>;
    expect(Object.keys(value)).toEqual(Object.keys(SCHEMA.properties));
    expect(value).toMatchObject({
      marker: "<|im_end|>",
      kind: "report",
      rows: [
        { month: "Jan", revenue: 100 },
        { month: "Feb", revenue: 150 },
        { month: "Mar", revenue: 90 },
      ],
    });
    expect(value.count).toBeGreaterThanOrEqual(3);
    expect(typeof value.title).toBe("string");
    expect(typeof value.ref).toBe("boolean");
  });

  test("json_schema: an enum value named in the text is taken", async () => {
    const outputFormat = { type: "json_schema" as const, name: "m", description: null, schema: SCHEMA, strict: true };
    const value = JSON.parse((await generate(user("Use the marker a&b please", { outputFormat }))).text) as Record<string, unknown>;
    expect(value.marker).toBe("a&b");
  });

  test("json_object: an object, from the data where there is some", async () => {
    const value = JSON.parse((await generate(user(DATA, { outputFormat: { type: "json_object" } }))).text) as Record<string, unknown>;
    expect(value.data).toEqual([
      { month: "Jan", revenue: 100 },
      { month: "Feb", revenue: 150 },
      { month: "Mar", revenue: 90 },
    ]);
    expect(JSON.parse((await generate(user("Tell me a joke as JSON", { outputFormat: { type: "json_object" } }))).text)).toMatchObject({
      answer: null,
    });
  });
});

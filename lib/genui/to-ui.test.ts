import { createParser } from "@openuidev/lang-core";
import { describe, expect, test } from "vitest";
import { ApiError } from "@/lib/errors";
import { collect } from "@/lib/generation/collect";
import type { GenerationEvent, GenerationEvents, Usage } from "@/lib/generation/event";
import { textOf } from "@/lib/generation/item";
import { DEFAULT_UI, type UiOptions } from "@/lib/generation/request";
import { library } from "./library/library";
import { CLOSE, OPEN, unwrapAssistant } from "./read/envelope";
import { toUi } from "./to-ui";

const usage: Usage = { inputTokens: 1, cachedTokens: 0, outputTokens: 1, reasoningTokens: 0 };
const parser = createParser(library.toJSONSchema(), "Card");

async function* from(events: GenerationEvent[], failure?: Error): GenerationEvents {
  for (const event of events) yield [event];
  if (failure) throw failure;
}

function text(value: string, id = "msg_1"): GenerationEvent[] {
  return [
    { type: "text-start", id },
    { type: "text-delta", id, delta: value },
    { type: "text-end", id },
  ];
}

const call: GenerationEvent[] = [
  { type: "tool-call-start", id: "fc_1", callId: "call_1", name: "find" },
  { type: "tool-call-delta", id: "fc_1", delta: "{}" },
  { type: "tool-call-end", id: "fc_1" },
];

const stop: GenerationEvent = { type: "finish", reason: "stop", usage };

async function all(events: GenerationEvent[], ui: UiOptions = DEFAULT_UI): Promise<{ content: string; types: string[] }> {
  const seen: string[] = [];
  async function* watched(): GenerationEvents {
    for await (const batch of toUi(from(events), ui)) {
      seen.push(...batch.map(({ type }) => type));
      yield batch;
    }
  }
  const { items } = await collect(watched());
  const messages = items.filter((item) => item.type === "message");
  expect(messages.length).toBeLessThanOrEqual(1);
  return { content: messages[0] ? textOf(messages[0]) : "", types: seen };
}

describe("toUi", () => {
  test("wraps an answer in one envelope and keeps the id of its message", async () => {
    const { items } = await collect(toUi(from([...text("Hello & <b>"), stop]), DEFAULT_UI));
    expect(items[0]?.id).toBe("msg_1");
    const [message] = items;
    if (message?.type !== "message") throw new Error("no message");
    expect(textOf(message)).toBe(
      `${OPEN}root = Card([t1])\nt1 = TextContent(&quot;Hello &amp; \\u003cb&gt;&quot;)\n${CLOSE}`.replace("\\u003c", "&lt;"),
    );
  });

  test("several items of text become one envelope", async () => {
    const { content } = await all([...text("First."), ...text("Second.", "msg_2"), stop]);
    expect(content.match(/<content/g)).toHaveLength(1);
    expect(content).toContain("First.");
    expect(content).toContain("Second.");
  });

  test("tool calls alone pass without a message", async () => {
    const { content, types } = await all([...call, { type: "finish", reason: "tool-calls", usage }]);
    expect(content).toBe("");
    expect(types).toEqual(["tool-call-start", "tool-call-delta", "tool-call-end", "finish"]);
  });

  test("blank text beside tool calls is no message", async () => {
    expect((await all([...text(" \n"), ...call, { type: "finish", reason: "tool-calls", usage }])).content).toBe("");
  });

  test("text beside tool calls is one envelope, and the calls do not wait for it", async () => {
    const { content, types } = await all([...text("Looking it up.\n\n"), ...call, { type: "finish", reason: "tool-calls", usage }]);
    expect(unwrapAssistant(content)).toContain("Looking it up.");
    expect(types.indexOf("tool-call-start")).toBeLessThan(types.indexOf("text-end"));
  });

  test("reasoning passes untouched", async () => {
    const { items } = await collect(
      toUi(
        from([
          { type: "reasoning-start", id: "rs_1" },
          { type: "reasoning-delta", id: "rs_1", delta: "<hm>" },
          { type: "reasoning-end", id: "rs_1" },
          ...text("Yes."),
          stop,
        ]),
        DEFAULT_UI,
      ),
    );
    expect(items[0]).toMatchObject({ type: "reasoning", summary: [{ text: "<hm>" }] });
  });

  test.each([[[stop]], [[...text(""), stop]], [[...text("  \n "), stop]], [[...text("```\n```"), stop]]])(
    "an answer without a word says that something went wrong",
    async (events) => {
      expect((await all(events)).content).toContain("Something went wrong");
    },
  );

  test("an answer cut off by its length shows what there is and says so", async () => {
    const { content } = await all([
      ...text('root = Card([a, b])\na = TextContent("whole")\nb = BarChart(["A", "B"], [{category: "x", values: [1, 23'),
      { type: "finish", reason: "length", usage },
    ]);
    const program = unwrapAssistant(content);
    expect(program).toContain("whole");
    expect(program).toContain("cut off");
    expect(program).not.toContain("23");
    expect(content.endsWith(CLOSE)).toBe(true);
    expect(parser.parse(program).meta.errors).toEqual([]);
  });

  test("a failure closes what was sent and goes on", async () => {
    const failure = new ApiError("upstream_failed", "gone");
    const seen: GenerationEvent[] = [];
    const run = async (): Promise<void> => {
      for await (const batch of toUi(
        from(
          [
            { type: "text-start", id: "m" },
            { type: "text-delta", id: "m", delta: "Half of a long sentence that" },
          ],
          failure,
        ),
        DEFAULT_UI,
      ))
        seen.push(...batch);
    };
    await expect(run()).rejects.toBe(failure);
    const content = seen.map((event) => (event.type === "text-delta" ? event.delta : "")).join("");
    expect(content.endsWith(CLOSE)).toBe(true);
    expect(parser.parse(unwrapAssistant(content)).root?.typeName).toBe("Card");
    expect(seen.at(-1)?.type).toBe("text-end");
  });

  test("a failure before any text leaves nothing behind", async () => {
    const iterator = toUi(from([{ type: "text-start", id: "m" }], new ApiError("upstream_failed", "gone")), DEFAULT_UI)[
      Symbol.asyncIterator
    ]();
    await expect(iterator.next()).rejects.toThrow("gone");
  });

  test("an abort writes nothing more", async () => {
    const abort = new DOMException("stop", "AbortError");
    const seen: string[] = [];
    const run = async (): Promise<void> => {
      for await (const batch of toUi(
        from(
          [
            { type: "text-start", id: "m" },
            { type: "text-delta", id: "m", delta: "one two " },
          ],
          abort,
        ),
        DEFAULT_UI,
      ))
        seen.push(...batch.map(({ type }) => type));
    };
    await expect(run()).rejects.toBe(abort);
    expect(seen).toEqual(["text-start", "text-delta"]);
  });

  test("prose appears while it comes", async () => {
    const words = "one two three four five "
      .split(" ")
      .map((word): GenerationEvent => ({ type: "text-delta", id: "m", delta: `${word} ` }));
    const out: GenerationEvent[] = [];
    for await (const batch of toUi(from([{ type: "text-start", id: "m" }, ...words, { type: "text-end", id: "m" }, stop]), DEFAULT_UI))
      out.push(...batch);
    expect(out.filter((event) => event.type === "text-delta").length).toBeGreaterThanOrEqual(5);
  });
});

describe("what a model thinks in its text", () => {
  async function parts(
    pieces: string[],
    reason: "stop" | "length" = "stop",
  ): Promise<{ thought: string; content: string; types: string[] }> {
    const deltas = pieces.map((delta): GenerationEvent => ({ type: "text-delta", id: "m", delta }));
    const types: string[] = [];
    async function* watched(): GenerationEvents {
      const events: GenerationEvent[] = [{ type: "text-start", id: "m" }, ...deltas, { type: "text-end", id: "m" }];
      for await (const batch of toUi(from([...events, { type: "finish", reason, usage }]), DEFAULT_UI)) {
        types.push(...batch.map(({ type }) => type));
        yield batch;
      }
    }
    const { items } = await collect(watched());
    const thought = items.flatMap((item) => (item.type === "reasoning" ? item.summary.map((part) => part.text) : [])).join("|");
    const content = items.map((item) => (item.type === "message" ? unwrapAssistant(textOf(item)) : "")).join("");
    return { thought, content, types };
  }

  const answers: [string, string, string, string][] = [
    ["tags", "<think>\nTwo options.\n</think>\nThe second is better.", "Two options.", "The second is better."],
    ["tags on one line", "<think>Two options.</think>The second is better.", "Two options.", "The second is better."],
    ["a program after them", '<think>A card.</think>\nroot = Card([a])\na = TextContent("Here.")', "A card.", '"Here."'],
    ["other tags", "<thinking>Hm.</thinking>\n\nYes it is.", "Hm.", "Yes it is."],
    ["brackets", "[THINK]Hm.[/THINK]Yes it is.", "Hm.", "Yes it is."],
    ["channels", "<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>Yes it is.", "Hm.", "Yes it is."],
    [
      "commentary",
      "<|channel|>commentary<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>Yes it is.",
      "Hm.",
      "Yes it is.",
    ],
    [
      "channels with their speaker",
      "<|start|>assistant<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>Yes it is.",
      "Hm.",
      "Yes it is.",
    ],
    ["markup inside", "<think>if a < b </thin </think>Yes it is.", "if a < b </thin", "Yes it is."],
  ];
  test.each(answers)("%s become reasoning, in pieces of any length", async (_, text, thought, shown) => {
    for (const length of [1, 3, 7, 1000]) {
      const pieces = Array.from({ length: Math.ceil(text.length / length) }, (__, index) =>
        text.slice(index * length, (index + 1) * length),
      );
      const seen = await parts(pieces);
      expect(seen.thought.trim()).toBe(thought);
      expect(seen.content).toContain(shown);
      expect(seen.content).not.toContain("think");
      expect(seen.content).not.toContain(thought);
      expect(seen.types.indexOf("reasoning-end")).toBeLessThan(seen.types.indexOf("text-start"));
    }
  });

  test("an unfinished thought is reasoning, and the answer says that there is none", async () => {
    const { thought, content } = await parts(["<think>The first option", " costs more than"], "length");
    expect(thought).toBe("The first option costs more than");
    expect(content).not.toContain("option");
  });

  test("thoughts leave while they come", async () => {
    const { types } = await parts(["<think>One two three four ", "five six seven eight ", "nine ten</think>", "Done."]);
    expect(types.filter((type) => type === "reasoning-delta").length).toBeGreaterThan(2);
  });

  test("a thought in the middle of an answer follows it", async () => {
    const { thought, content, types } = await parts(["First words of it.\n\n", "<think>Really?</think>\n", "And more words."]);
    expect(thought).toBe("Really?");
    expect(content).toContain("First words of it.");
    expect(content).toContain("And more words.");
    expect(types.indexOf("reasoning-start")).toBeGreaterThan(types.indexOf("text-end"));
  });

  test("the tag in code or inside a sentence is text", async () => {
    const { thought, content } = await parts(["Models write <think> tags:\n\n```\n<think>\nhm\n</think>\n```\n"]);
    expect(thought).toBe("");
    expect(content).toContain("hm");
  });
});

describe("options of the interface", () => {
  const ui: UiOptions = {
    ...DEFAULT_UI,
    excludedComponents: ["Table"],
    customComponents: {
      FlightCard: { type: "object", properties: { from: { type: "string" }, price: { type: "number" } }, required: ["from"] },
    },
    customActions: { buy: { type: "object", properties: { id: { type: "string" } } } },
  };

  test("a component of the application passes with its arguments in order and in their types", async () => {
    const { content } = await all([...text('root = Card([f])\nf = FlightCard("VIE", "120")'), stop], ui);
    expect(unwrapAssistant(content)).toContain('f = FlightCard("VIE", 120)');
  });

  test("an action of the application keeps its params, one that nobody defined does not", async () => {
    const program =
      'root = Card([b])\nb = ButtonGroup([Button("Buy", {type: "buy", params: {id: "7"}}), Button("No", {type: "drop_table", params: {id: "7"}})])';
    const { content } = await all([...text(program), stop], ui);
    expect(unwrapAssistant(content)).toContain('{type: "buy", params: {id: "7"}}');
    expect(unwrapAssistant(content)).not.toContain("drop_table");
  });

  test("an excluded component becomes its words", async () => {
    const { content } = await all([...text('root = Card([t])\nt = Table([Col("City")], [["Linz am Rhein"]])'), stop], ui);
    expect(unwrapAssistant(content)).not.toContain("Table(");
    expect(unwrapAssistant(content)).toContain("Linz am Rhein");
  });

  test("the editable table needs to be asked for", async () => {
    const program =
      'root = Card([e])\ne = EditableTable("stock", [{type: "text", key: "i", header: "Item"}], [{id: "1", values: ["Bolts"]}])';
    expect(unwrapAssistant((await all([...text(program), stop])).content)).not.toContain("EditableTable");
    expect(
      unwrapAssistant((await all([...text(program), stop], { ...DEFAULT_UI, includedComponents: ["EditableTable"] })).content),
    ).toContain("EditableTable(");
  });
});

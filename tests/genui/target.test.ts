import { createParser } from "@openuidev/lang-core";
import { describe, expect, test } from "vitest";
import { collect } from "@/lib/generation/collect";
import type { GenerationEvent } from "@/lib/generation/event";
import { generationRequest } from "@/lib/generation/generation-request";
import { instructionsOf } from "@/lib/generation/instructions";
import { type Item, textOf } from "@/lib/generation/item";
import type { GenerationRequest } from "@/lib/generation/request";
import { chatLibrary } from "@/lib/genui/library/caller-library";
import { withUiPrompt } from "@/lib/genui/prompt/prompt";
import { readTarget } from "@/lib/genui/target";
import { toUi } from "@/lib/genui/to-ui";
import { readSamples } from "./corpus";
import { oneByOne } from "@/tests/generation/batches";

function request(model: string, instructions: string | null = null, system: string | null = null): GenerationRequest {
  const input: Item[] =
    system === null
      ? []
      : [{ type: "message", id: "msg_1", role: "system", status: "completed", content: [{ type: "input_text", text: system }] }];
  return generationRequest({ model, instructions, input });
}

function* answer(text: string, length: number): Generator<GenerationEvent> {
  yield { type: "text-start", id: "msg_1" };
  for (let at = 0; at < text.length; at += length) yield { type: "text-delta", id: "msg_1", delta: text.slice(at, at + length) };
  yield { type: "text-end", id: "msg_1" };
  yield { type: "finish", reason: "stop", usage: { inputTokens: 1, cachedTokens: 0, outputTokens: 1, reasoningTokens: 0 } };
}

async function content(asked: GenerationRequest, text: string, length = 7): Promise<string> {
  const { items } = await collect(toUi(oneByOne(answer(text, length)), asked.ui, readTarget(asked).target));
  const message = items.find((item) => item.type === "message");
  return message?.type === "message" ? textOf(message) : "";
}

const program = 'root = Card([t])\nt = TextContent("a < b")';
const WEATHER = {
  root: "Weather",
  schema: {
    $defs: {
      Weather: {
        type: "object",
        description: "The weather of a place.",
        properties: { city: { type: "string" }, degrees: { type: "number" }, sky: { type: "string", enum: ["clear", "rain"] } },
        required: ["city", "degrees"],
      },
    },
  },
};
const BOARD = {
  root: "Board",
  schema: {
    $defs: {
      Board: {
        type: "object",
        properties: {
          title: { type: "string" },
          lanes: { type: "array", items: { anyOf: [{ $ref: "#/$defs/Lane" }, { $ref: "#/$defs/Note" }] } },
          dense: { type: "boolean" },
        },
        required: ["title", "lanes"],
      },
      Lane: {
        type: "object",
        properties: { name: { type: "string" }, notes: { type: "array", items: { $ref: "#/$defs/Note" } } },
        required: ["name", "notes"],
      },
      Note: { type: "object", properties: { text: { type: "string" }, color: { enum: ["yellow", "pink"] } }, required: ["text"] },
    },
  },
};
const block = (config: unknown, rest = ""): string => `]]>openui:config\n${JSON.stringify(config)}${rest ? `\n${rest}` : ""}`;

describe("which payload", () => {
  test.each(["c1/openai/gpt-5/v-20251230", "c1-exp/openai/gpt-5/v-20251230", "openai/c1/openai/gpt-5/v-20251230", "c1-latest", "my-alias"])(
    "%s gets the envelope",
    async (model) => {
      expect(await content(request(model), program)).toBe(
        '<content thesys="true" version="2">\n```openui-lang\nroot = Card([t])\nt = TextContent(&quot;a &lt; b&quot;)\n```\n</content>',
      );
    },
  );

  test.each(["openai/gpt-5", "anthropic/claude-sonnet-5", "custom/org/model:7b"])("%s gets plain OpenUI Lang", async (model) => {
    expect(await content(request(model), program)).toBe('root = Card([t])\nt = TextContent("a < b")\n');
  });

  test("a configuration block asks for plain OpenUI Lang whatever the model", async () => {
    const asked = request("c1/openai/gpt-5/v-20251230", block({ libraryVersion: "0.1.0" }));
    expect(await content(asked, program)).toBe('root = Card([t])\nt = TextContent("a < b")\n');
  });
});

describe("a configuration block", () => {
  test("is taken out of the instructions, and what follows it stays", () => {
    const sent = withUiPrompt(request("openai/gpt-5", block({ chatLibrary: WEATHER }, "Speak like a sailor.")));
    const instructions = instructionsOf(sent);
    expect(instructions).not.toContain("]]>");
    expect(instructions).toContain("Speak like a sailor.");
    expect(instructions).toContain('Weather(city: string, degrees: number, sky?: "clear"|"rain") – The weather of a place.');
    expect(instructions).not.toContain("TextContent");
  });

  test("is taken out of a system message", () => {
    const sent = withUiPrompt(request("openai/gpt-5", null, block({ chatLibrary: WEATHER }, "Be brief.")));
    expect(JSON.stringify(sent.input)).not.toContain("openui:config");
    expect(JSON.stringify(sent.input)).toContain("Be brief.");
    expect(withUiPrompt(request("openai/gpt-5", null, block({ chatLibrary: WEATHER }))).input).toEqual([]);
  });

  test("is found behind other instructions, which stay, and in any part of a system message", () => {
    const behind = readTarget(request("openai/gpt-5", `Be brief.\n\n${block({ chatLibrary: WEATHER }, "Be kind.")}`));
    expect(behind.target.library?.root).toBe("Weather");
    expect(behind.request.instructions).toBe("Be brief.\n\nBe kind.");
    const parts = ["Be brief.", block({ chatLibrary: WEATHER })].map((text) => ({ type: "input_text" as const, text }));
    const system: Item = { type: "message", id: "msg_1", role: "system", status: "completed", content: parts };
    const inPart = readTarget(generationRequest({ model: "openai/gpt-5", input: [system] }));
    expect(inPart.target.library?.root).toBe("Weather");
    expect(inPart.request.input).toEqual([{ ...system, content: [parts[0]] }]);
  });

  test("is none where words speak of it", () => {
    const words = "A library is named so:\n]]>openui:config\nfollowed by JSON.";
    expect(readTarget(request("openai/gpt-5", words))).toMatchObject({ target: { library: null }, request: { instructions: words } });
  });

  test("brings preamble, rules and examples", () => {
    const options = {
      preamble: "You are a barometer.",
      additionalRules: ["Round."],
      examples: ['root = Weather("Oslo", 3)'],
      editMode: true,
    };
    const instructions = instructionsOf(
      withUiPrompt(request("openai/gpt-5", block({ chatLibrary: WEATHER, systemPromptOptions: options }))),
    );
    for (const text of ["You are a barometer.", "- Round.", 'root = Weather("Oslo", 3)']) expect(instructions).toContain(text);
  });

  test.each([
    ["no JSON", "]]>openui:config\nnope"],
    ["no object", "]]>openui:config\n[1]"],
    ["no components", block({ chatLibrary: { root: "Card", schema: { $defs: {} } } })],
    ["no root", block({ chatLibrary: { schema: WEATHER.schema } })],
    ["a root that is not there", block({ chatLibrary: { ...WEATHER, root: "Card" } })],
    ["a library that is no object", block({ chatLibrary: 7 })],
    ["nested without end", block({ chatLibrary: { ...WEATHER, deep: JSON.parse("[".repeat(60) + "]".repeat(60)) as unknown } })],
    ["nothing after it", "]]>openui:config"],
  ])("400: %s", (_, instructions) => {
    expect(() => readTarget(request("openai/gpt-5", instructions))).toThrowError(
      expect.objectContaining({ status: 400, param: "instructions" }),
    );
  });
});

describe("the caller's own components", () => {
  const weather = request("openai/gpt-5", block({ chatLibrary: WEATHER }));
  const board = request("openai/gpt-5", block({ chatLibrary: BOARD }));

  test("a root without children comes whole, its arguments in their types", async () => {
    expect(await content(weather, 'root = Weather("Oslo", "3", "Clear")')).toBe('root = Weather("Oslo", 3, "clear")\n');
    expect(await content(weather, 'root = Weather(city: "Oslo", degrees: 3)')).toBe('root = Weather("Oslo", 3)\n');
  });

  test("children stand where the root takes them, and the other arguments stay", async () => {
    const text = 'root = Board("Sprint", [a, b], true)\na = Lane("Open", [Note("Pay", "PINK")])\nb = Lane("Done", [Note("Ship")])';
    expect(await content(board, text)).toBe(
      'root = Board("Sprint", [a, b], true)\na = Lane("Open", [Note("Pay", "pink")])\nb = Lane("Done", [Note("Ship")])\n',
    );
  });

  test("prose becomes the component that takes words", async () => {
    expect(await content(board, "Nothing is planned for today.")).toContain('Note("Nothing is planned for today.")');
  });

  test("components of no library become their words", async () => {
    const text = await content(board, 'root = Board("Sprint", [h])\nh = Header("What is left", "Two things")');
    expect(text).not.toContain("Header");
    expect(text).toContain("What is left");
  });
});

describe("the chat library of plain clients", () => {
  const asked = request("openai/gpt-5", block({ libraryVersion: "0.1.0" }));
  const parser = createParser({ $defs: chatLibrary().defs }, "Card");

  test("actions are expressions, and only safe ones", async () => {
    const text = await content(
      asked,
      'root = Card([b])\nb = Buttons([Button("More", {type: "continue_conversation", context: "Tell me more"}), Button("Docs", Action([@OpenUrl("https://example.com")])), Button("Bad", Action([@OpenUrl("javascript:alert(1)")]))])',
    );
    expect(text).toBe(
      'root = Card([b])\nb = Buttons([Button("More", Action([@ToAssistant("Tell me more")])), Button("Docs", Action([@OpenUrl("https://example.com")])), Button("Bad")])\n',
    );
  });

  test("what models write for either library ends valid for its clients", async () => {
    for (const { name, text } of readSamples()) {
      const out = await content(asked, text, 23);
      const { root, meta } = parser.parse(out);
      expect({ name, out, root: root?.typeName, errors: meta.errors }).toEqual({ name, out, root: "Card", errors: [] });
    }
  });

  test("code stays as it is", async () => {
    const text = await content(asked, 'root = Card([c])\nc = CodeBlock("js", "const a = b[0](c); // <x>")');
    expect(text).toContain('CodeBlock("js", "const a = b[0](c); // <x>")');
  });
});

test("an answer in the older JSON format reads as a program", () => {
  const json =
    '{"component":{"component":"Card","props":{"children":[{"component":"Header","props":{"title":"Old"}},{"component":"TextContent","props":{"textMarkdown":"Still read."}}]}},"error":null}';
  for (const text of [json, `<content thesys="true">${json.replaceAll('"', "&quot;")}</content>`]) {
    const asked: GenerationRequest = {
      ...request("c1/openai/gpt-5/v-20251230"),
      input: [
        {
          type: "message",
          id: "msg_1",
          role: "assistant",
          status: "completed",
          content: [{ type: "output_text", text, annotations: [], logprobs: [] }],
        },
      ],
    };
    expect(JSON.stringify(withUiPrompt(asked).input)).toContain(JSON.stringify('Header("Old")').slice(1, -1));
  }
});

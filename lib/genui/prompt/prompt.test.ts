import { createParser } from "@openuidev/lang-core";
import { describe, expect, test } from "vitest";
import { instructionsOf } from "@/lib/generation/instructions";
import type { MessageItem } from "@/lib/generation/item";
import { countTokens } from "@/lib/generation/tokens";
import { DEFAULT_UI, type GenerationRequest, type UiOptions } from "@/lib/generation/request";
import { ask, WEATHER } from "@/tests/upstream/ask";
import { COMPONENTS, library } from "../library/library";
import { escape, wrap } from "../read/envelope";
import { uiInstructions } from "./instructions";
import { withUiPrompt } from "./prompt";

function request(input: MessageItem[], instructions: string | null = null, ui: UiOptions = DEFAULT_UI): GenerationRequest {
  return ask({ input, instructions, ui });
}

function message(role: "user" | "assistant", text: string): MessageItem {
  const part =
    role === "user" ? { type: "input_text" as const, text } : { type: "output_text" as const, text, annotations: [], logprobs: [] };
  return { type: "message", id: "msg_1", role, status: "completed", content: [part] };
}

function first(item: unknown): string {
  return (item as { content: { text: string }[] }).content[0]?.text ?? "";
}

describe("pictures of the assistant", () => {
  const url = "data:image/png;base64,iVBORw0KGgo=";
  const shown = wrap(`root = Card([p])\np = ImageBlock("${url}", "Picture")`);

  test("stand at the beginning of the user's next message, and not in the program", () => {
    const { input } = withUiPrompt(request([message("user", "Draw"), message("assistant", shown), message("user", "Larger")]));
    expect(first(input[1])).toContain('p = ImageBlock("", "Picture")');
    expect(input[2]).toMatchObject({
      role: "user",
      content: [
        { type: "input_image", image_url: url },
        { type: "input_text", text: "Larger" },
      ],
    });
  });

  test("that nothing of the user follows, or that are none, go without", () => {
    const other = wrap('root = Card([p])\np = ImageBlock("data:image/png;base64,PHN2Zz4=", "Picture")');
    const { input } = withUiPrompt(
      request([message("user", "Draw"), message("assistant", other), message("user", "On"), message("assistant", shown)]),
    );
    expect(JSON.stringify(input)).not.toContain("iVBORw0KGgo");
    expect(input[2]).toMatchObject({ content: [{ type: "input_text", text: "On" }] });
  });
});

describe("the instructions", () => {
  const own = instructionsOf(withUiPrompt(request([]))) ?? "";

  test("name every component with its arguments and enums, but not the experimental ones", () => {
    expect(Object.keys(COMPONENTS).filter((name) => !own.includes(`\n${name}(`))).toEqual(["EditableTable"]);
    expect(own).toContain('CalloutV2(variant: "neutral"|"danger"|"info"|"warning"|"success", title: string, description: string)');
    expect(own).not.toContain("EditableTable");
    expect(own.length).toBeLessThan(20_000);
  });

  test("hold examples that are valid programs", () => {
    const programs = own
      .slice(own.indexOf("## Examples"))
      .split(/\n\n?User: .*\n/)
      .slice(1);
    expect(programs.length).toBeGreaterThanOrEqual(3);
    for (const program of programs) {
      const { root, meta } = createParser(library.toJSONSchema(), "Card").parse(program);
      expect(meta.errors).toEqual([]);
      expect(meta.unresolved).toEqual([]);
      expect(meta.orphaned).toEqual([]);
      expect(root?.typeName).toBe("Card");
    }
  });

  test("in short have at most 2,400 tokens, whatever most answers need, and hold for the components a request brings", async () => {
    const short = uiInstructions(DEFAULT_UI, "core");
    expect(await countTokens(short)).toBeLessThanOrEqual(2_400);
    for (const name of ["Card", "TextContent", "Table", "BarChart", "Form", "FollowUpBlock"]) expect(short).toContain(`\n${name}(`);
    expect(short).not.toContain("\nScatterChart(");
    expect(short).toContain("## Examples");
    const custom = { ...DEFAULT_UI, customComponents: { Weather: { type: "object", properties: { city: { type: "string" } } } } };
    expect(uiInstructions({ ...custom, excludedComponents: ["PieChart"] }, "core")).toMatch(/\nWeather\(city\?: string\)/);
    expect(uiInstructions({ ...custom, excludedComponents: ["PieChart"] }, "core")).not.toContain("PieChart");
  });

  test("say how to ask for what a tool still needs, where there are tools and forms", () => {
    const tools = [WEATHER];
    const told = (more: Partial<GenerationRequest>) => instructionsOf(withUiPrompt(ask({ tools, ...more }))) ?? "";
    expect(told({})).toContain("When required arguments are missing, do not call it: answer with a Form");
    expect(told({ instructions: "Be brief." })).toMatch(/## Tools\n[\s\S]*## Instructions of the application\nBe brief\.$/);
    expect(told({ ui: { ...DEFAULT_UI, excludedComponents: ["DatePicker"] } })).toContain("a boolean as SwitchGroup");
    for (const none of [own, told({ tools: [] }), told({ toolChoice: "none" }), told({ toolChoice: "required" })])
      expect(none).not.toContain("## Tools");
    expect(told({ ui: { ...DEFAULT_UI, excludedComponents: ["Form"] } })).not.toContain("## Tools");
    expect(told({ ui: { ...DEFAULT_UI, excludedComponents: ["DatePicker"] } })).not.toContain("DatePicker");
  });

  test("leave out what is excluded, bring what is included and what belongs to the application", () => {
    const ui: UiOptions = {
      ...DEFAULT_UI,
      includedComponents: ["EditableTable"],
      excludedComponents: ["Table", "Form", "LineChart"],
      customComponents: {
        FlightCard: {
          type: "object",
          description: "A flight to book",
          properties: { from: { type: "string", description: "Airport" }, price: { type: "number" } },
          required: ["from"],
        },
      },
      customActions: { buy: { type: "object", properties: { id: { type: "string" } }, required: ["id"] } },
    };
    const text = instructionsOf(withUiPrompt(request([], null, ui))) ?? "";
    expect(text).not.toMatch(/\b(Table|Form|LineChart)\b/);
    expect(text).toContain("EditableTable(");
    expect(text).toContain("FlightCard(from: string – Airport, price?: number) – A flight to book");
    expect(text).toContain('{type: "buy", params: {id: string}}');
  });

  test("the caller's come after ours, unchanged", () => {
    const theirs = "Be brief.\n<b>&amp;</b>";
    const text = instructionsOf(withUiPrompt(request([], theirs))) ?? "";
    expect(text.endsWith(theirs)).toBe(true);
    expect(text.startsWith(own)).toBe(true);
  });
});

describe("the history", () => {
  test("an assistant's envelope becomes its program", () => {
    const { input } = withUiPrompt(request([message("assistant", wrap('root = Card([t])\nt = TextContent("a & b")'))]));
    expect(first(input[0])).toBe('root = Card([t])\nt = TextContent("a & b")');
  });

  test("a user's envelope becomes text and readable context", () => {
    const context = escape(JSON.stringify(["User clicked: Go", { form: { name: { value: "Ada" } } }]));
    const { input } = withUiPrompt(
      request([message("user", `<content thesys="true">Go &amp; run</content><context>${context}</context>`)]),
    );
    expect(first(input[0])).toBe('Go & run\n\n<context>["User clicked: Go",{"form":{"name":"Ada"}}]</context>');
  });

  test("a user's plain text stays, entities and all", () => {
    expect(first(withUiPrompt(request([message("user", "what is &amp; ?")])).input[0])).toBe("what is &amp; ?");
  });
});

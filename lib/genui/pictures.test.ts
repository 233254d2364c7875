import { createParser } from "@openuidev/lang-core";
import { describe, expect, test } from "vitest";
import { collect } from "@/lib/generation/collect";
import type { GenerationEvent, GenerationEvents } from "@/lib/generation/event";
import { textOf } from "@/lib/generation/item";
import { DEFAULT_UI, type UiOptions } from "@/lib/generation/request";
import { library } from "./library/library";
import { unwrapAssistant } from "./read/envelope";
import { toUi } from "./to-ui";

const parser = createParser(library.toJSONSchema(), "Card");
const stop: GenerationEvent = {
  type: "finish",
  reason: "stop",
  usage: { inputTokens: 1, cachedTokens: 0, outputTokens: 1, reasoningTokens: 0 },
};
const written = (delta: string): GenerationEvent[] => [
  { type: "text-start", id: "msg_1" },
  { type: "text-delta", id: "msg_1", delta },
  { type: "text-end", id: "msg_1" },
];

async function* from(events: GenerationEvent[]): GenerationEvents {
  for (const event of events) yield [event];
}

async function contentOf(events: GenerationEvent[], ui: UiOptions = DEFAULT_UI): Promise<string> {
  const { items } = await collect(toUi(from(events), ui));
  return items.map((item) => (item.type === "message" ? textOf(item) : "")).join("");
}

const PNG = "data:image/png;base64,iVBORw0KGgo=";

/** "Before.", a picture, "After.", in one message. */
const withPicture: GenerationEvent[] = [
  { type: "text-start", id: "msg_1" },
  { type: "text-delta", id: "msg_1", delta: "Before." },
  { type: "picture", id: "msg_1", url: PNG },
  { type: "text-delta", id: "msg_1", delta: "After." },
  { type: "text-end", id: "msg_1" },
  stop,
];

describe("pictures of the provider", () => {
  test("are parts of the interface in their place", async () => {
    const { root, meta } = parser.parse(unwrapAssistant(await contentOf(withPicture)));
    expect(meta.errors).toEqual([]);
    expect(root?.props.children).toMatchObject([
      { typeName: "TextContent", props: { text: "Before." } },
      { typeName: "ImageBlock", props: { src: PNG, alt: "Picture" } },
      { typeName: "TextContent", props: { text: "After." } },
    ]);
  });

  test("are words where only words can be drawn, and where the library has nothing for them", async () => {
    const words = await contentOf(withPicture, { ...DEFAULT_UI, excludedComponents: ["ImageBlock"] });
    expect(words).toContain("The model sent a picture.");
    expect(words).not.toContain("base64");
  });

  test("that a model writes itself stay when they are points, whatever they are called, and are words otherwise", async () => {
    const program = (src: string) => written(`root = Card([i])\ni = ImageBlock("${src}", "A dot")`);
    expect(await contentOf([...program(PNG), stop])).toContain(PNG);
    expect(await contentOf([...program("data:image/gif;base64,iVBORw0KGgo="), stop])).toContain(PNG);
    for (const src of ["data:image/svg+xml;base64,PHN2Zz4=", "data:image/png;base64,PHN2Zz4=", "data:text/html;base64,PGI+"])
      expect(await contentOf([...program(src), stop])).not.toContain("data:");
  });
});

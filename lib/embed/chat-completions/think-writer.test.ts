import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readThinkItems } from "@/components/renderer/think-items";
import { thinkItemsEnd } from "@/lib/genui/read/envelope";
import { ThinkWriter } from "./think-writer";

function write(deltas: string[]): string {
  const writer = new ThinkWriter();
  return deltas.map((delta) => writer.push(delta)).join("") + writer.end();
}
const steps = (text: string): string[] => readThinkItems(write([text])).items.map(({ title, content }) => `${title}|${content}`);

describe("what a model thinks, as steps", () => {
  test("headings are titles, whatever their marks", () => {
    expect(steps("**Reading the figures**\n\nThere are 12 & all are < 5.\n\n# Choosing a chart\nBars.\n\n**Done**")).toEqual([
      "Reading the figures|There are 12 & all are < 5.",
      "Choosing a chart|Bars.",
      "Done|",
    ]);
  });

  test("without headings a first sentence is the title, and short paragraphs stay together", () => {
    expect(steps("Okay, the user wants a chart. I have 3.5 rows.\n\nSo bars.")).toEqual([
      "Okay, the user wants a chart.|I have 3.5 rows.\n\nSo bars.",
    ]);
    expect(steps("用户想要图表。我有数据。")).toEqual(["用户想要图表。|我有数据。"]);
  });

  test("a long sentence is cut into title and content at a word, a long content ends with a mark", () => {
    const [step = ""] = steps("word ".repeat(300));
    expect(step).toMatch(/^(word )+word…\|word .* word …$/);
    const [title = "", content = ""] = step.split("|");
    expect(title.length).toBeLessThan(112);
    expect(content.length).toBeLessThan(440);
    expect(steps("x".repeat(5_000))[0]?.length).toBeLessThan(560);
  });

  test("the items are marked as passing, and text in them is escaped", () => {
    expect(write(['Is <content thesys="true"> it?'])).toBe(
      '<thinkitem ephemeral="true"><thinkitemtitle>Is &lt;content thesys=&quot;true&quot;&gt; it?</thinkitemtitle><thinkitemcontent></thinkitemcontent></thinkitem>',
    );
  });

  test.each(["", " \n\n \t", "**", "\0"])("a thought of %j writes nothing", (text) => expect(write([text])).toBe(""));

  test("however long a model thinks, the answer grows by some 20 KB, and goes on for long", () => {
    const paragraph = `${"I wonder about that. ".repeat(30)}\n\n`;
    expect(write([paragraph.repeat(2_000)]).length).toBeLessThan(26_000);
    expect(steps(paragraph.repeat(60)).length).toBeGreaterThan(20);
    expect(steps("**A**\n\n".repeat(3_000)).length).toBe(40);
  });
});

const thought = fc
  .array(
    fc.oneof(fc.string(), fc.constantFrom("**", "*", "\n\n", "\n", "# ", ". ", "<", "&amp;", "𝄞", "\ud834", "</thinkitem>", "<content>")),
    {
      maxLength: 40,
    },
  )
  .map((parts) => parts.join(""));

test("how a thought is cut into deltas changes nothing, and every beginning reads as a beginning", () => {
  fc.assert(
    fc.property(thought, (text) => {
      const whole = write([text]);
      expect(write([...text])).toBe(whole);
      expect(write(text.split(""))).toBe(whole);
      expect(thinkItemsEnd(whole)).toBe(whole.length);
      const writer = new ThinkWriter();
      let sent = "";
      for (const character of text) {
        sent += writer.push(character);
        expect(whole.startsWith(sent)).toBe(true);
        expect(readThinkItems(sent).rest).toBe("");
      }
    }),
  );
});

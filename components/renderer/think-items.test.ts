import { expect, test } from "vitest";
import { readThinkItems, withoutPassedThinking } from "./think-items";

const item = (title: string, content: string, attributes = ' ephemeral="true"'): string =>
  `<thinkitem${attributes}><thinkitemtitle>${title}</thinkitemtitle><thinkitemcontent>${content}</thinkitemcontent></thinkitem>`;
const CONTENT = '<content thesys="true" version="2">\n```openui-lang\nroot = Card([])\n```\n</content>';

test("items come with their text decoded, and the answer without them", () => {
  const read = readThinkItems(item("Is 1 &lt; 2?", "&quot;Yes&quot; &amp;amp; so on") + item("Kept", "always", "") + CONTENT);
  expect(read).toEqual({
    items: [
      { title: "Is 1 < 2?", content: '"Yes" &amp; so on', isEphemeral: true },
      { title: "Kept", content: "always", isEphemeral: false },
    ],
    rest: CONTENT,
    isOver: true,
  });
});

test("an answer without items is itself", () => {
  for (const text of ["", "plain", CONTENT, `${CONTENT}\n<context>[]</context>`])
    expect(readThinkItems(text)).toMatchObject({ items: [], rest: text });
});

test("at every beginning no tag and no half entity shows, and what was shown stays", () => {
  const whole = item("First &amp; foremost", "a &lt; b") + item("Second", "more") + CONTENT;
  let before = "";
  for (let length = 0; length <= whole.length; length++) {
    const { items, rest, isOver } = readThinkItems(whole.slice(0, length));
    const shown = items.map(({ title, content }) => `${title}|${content}`).join("/");
    expect(shown.replace("a < b", "")).not.toMatch(/<.|&\w/);
    expect(isOver ? "" : rest).toBe("");
    // A title is followed by its content, so the text only grows but for the marks of this test.
    expect(shown.replaceAll(/[|/]/g, "").startsWith(before.replaceAll(/[|/]/g, ""))).toBe(true);
    before = shown;
  }
  expect(before).toBe("First & foremost|a < b/Second|more");
});

test("what an item says of a content element is text", () => {
  expect(readThinkItems(item("Use &lt;content&gt;?", "no") + CONTENT).items).toHaveLength(1);
});

test("an answer that is over keeps the items that stay, and a thought that was cut is gone", () => {
  const kept = item("Kept", "always", "");
  expect(withoutPassedThinking(item("A", "b") + kept + CONTENT)).toBe(kept + CONTENT);
  expect(withoutPassedThinking(CONTENT)).toBe(CONTENT);
  const whole = item("A", "b");
  for (let length = 11; length <= whole.length; length++) expect(withoutPassedThinking(whole.slice(0, length))).toBe("");
});

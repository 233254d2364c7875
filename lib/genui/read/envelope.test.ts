import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escape, unescape, unwrapAssistant, unwrapUser, wrap } from "./envelope";

describe("escape", () => {
  test("unescape takes back what escape did, for any text", { timeout: 30_000 }, () => {
    const holds = fc.check(fc.property(fc.string({ unit: "binary" }), (text) => unescape(escape(text)) === text));
    expect(holds.counterexample).toBeNull();
  });

  test("entities of every form are decoded once", () => {
    expect(unescape("&amp;lt; &#39; &#x41; &apos; &unknown; &#0; &#xd800; &#99999999;")).toBe(
      "&lt; ' A ' &unknown; &#0; &#xd800; &#99999999;",
    );
  });
});

describe("unwrapAssistant", () => {
  test("gives back the program that was wrapped", () => {
    const program = 'root = Card([t])\nt = TextContent("<a> & \\"b\\"")';
    expect(unwrapAssistant(wrap(program))).toBe(program);
  });

  test("leaves out thoughts and form state, and reads an envelope that was broken off", () => {
    const stored = `<thinkitem><thinkitemtitle>x</thinkitemtitle></thinkitem>${wrap("root = Card([])")}\n<context>[{"a":{}}]</context>`;
    expect(unwrapAssistant(stored)).toBe("root = Card([])");
    expect(unwrapAssistant('<content thesys="true" version="2">\n```openui-lang\nroot = Card([t])\nt = TextContent(&quot;half')).toBe(
      'root = Card([t])\nt = TextContent("half',
    );
    expect(unwrapAssistant("<content thes")).toBe("");
  });

  test("plain text stays", () => {
    expect(unwrapAssistant("Just & text")).toBe("Just & text");
  });

  test("the older JSON becomes its text", () => {
    const json = JSON.stringify({
      component: { component: "Card", props: { children: [{ component: "TextContent", props: { textMarkdown: "Grew" } }] } },
      error: null,
    });
    expect(unwrapAssistant(`<content thesys="true">${escape(json)}</content>`)).toBe("Grew");
  });
});

describe("unwrapUser", () => {
  test("plain text has no context", () => {
    for (const text of ["a < b &amp; c", "What does <content> mean?", "<content> opens it", "Is <content>x</content> right?"]) {
      expect(unwrapUser(text)).toEqual({ text, context: null });
    }
  });

  test("reads text, notes and the state of forms", () => {
    const context = escape(
      JSON.stringify(["User clicked: Send", { contact: { name: { value: "Ada & Co", componentType: "Input" }, news: true } }]),
    );
    expect(unwrapUser(`<content thesys="true">Send &amp; go</content><context>${context}</context>`)).toEqual({
      text: "Send & go",
      context: { notes: ["User clicked: Send"], forms: { contact: { name: "Ada & Co", news: true } } },
    });
  });

  test("a context that is not JSON, or means harm, changes nothing", () => {
    expect(unwrapUser("<content>hi</content><context>{nope</context>")).toEqual({ text: "hi", context: null });
    const result = unwrapUser('<content>hi</content><context>[{"__proto__":{"x":{"value":1}}}]</context>');
    expect(Object.keys(result.context?.forms ?? {})).toEqual(["__proto__"]);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});

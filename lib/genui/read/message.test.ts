import { describe, expect, test } from "vitest";
import { unwrapAssistant, unwrapUser } from "./envelope";
import { readMarkedMessage } from "./message";

describe("a stored message of OpenUI Lang", () => {
  test.each([
    [
      "content, context and end",
      "]]>openui:content?library=a%401.0\nroot = Card([])\n]]>openui:context\n[1]\n]]>openui:end",
      "root = Card([])",
      "[1]",
    ],
    ["lines that end with CR and LF", "]]>openui:content\r\na\r\nb\r\n]]>openui:context\r\n{}\r\n", "a\r\nb", "{}\r\n"],
    ["the last content, and the context after it", "]]>openui:content\nold\n]]>openui:context\n[1]\n]]>openui:content\nnew", "new", null],
    ["what stands before a context alone", "words\n]]>openui:context\n[2]", "words", "[2]"],
    ["no text before a content", "aside\n]]>openui:content\nwords", "words", null],
    ["no part of another kind", "]]>openui:content\nwords\n]]>openui:later\nnot these", "words", null],
    ["what follows the end, with what it ended", "]]>openui:content\na\n]]>openui:end\nb", "a\nb", null],
  ])("is read: %s", (_, text, content, context) => {
    expect(readMarkedMessage(text)).toEqual({ content, context });
  });

  test.each(["no marks", "a mark ]]>openui:content in a line", "]]>openui:Content\nwords"])("is none: %s", (text) => {
    expect(readMarkedMessage(text)).toBeNull();
  });

  test("is the program alone for a model, and its words and the state of forms for a user", () => {
    expect(unwrapAssistant(']]>openui:content\nroot = Card([])\n]]>openui:context\n[{"f":{}}]\n]]>openui:end')).toBe("root = Card([])");
    expect(unwrapUser(']]>openui:content\nSend it\n]]>openui:context\n["User clicked: Send", {"trip": {"to": {"value": "Ulm"}}}]')).toEqual(
      {
        text: "Send it",
        context: { notes: ["User clicked: Send"], forms: { trip: { to: "Ulm" } } },
      },
    );
  });
});

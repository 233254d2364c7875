import { expect, test } from "vitest";
import { formContextOf, withFormContext, withoutCustomMarkdown } from "./renderable";

test("custom markdown, on which the renderer crashes, is removed: whole, unclosed, in any case, at every prefix", () => {
  const response =
    'before<custommarkdown>hello</custommarkdown><CustomMarkdown a="b">x</CustomMarkdown><custom_markdown>y</custom_markdown>after';
  expect(withoutCustomMarkdown(response)).toBe("beforeafter");
  for (let end = 0; end <= response.length; end++)
    expect(withoutCustomMarkdown(response.slice(0, end))).not.toMatch(/<custom_?markdown\b/i);
  expect(withoutCustomMarkdown("<content>&lt;custommarkdown&gt;</content>")).toBe("<content>&lt;custommarkdown&gt;</content>");
});

test("of what the renderer reports only the form state is taken, and it is read back as written", () => {
  const context = "[{&quot;form&quot;:{&quot;name&quot;:{&quot;value&quot;:&quot;&lt;/context&gt;&quot;}}}]";
  expect(formContextOf(withFormContext("<content>root = Card([])</content>", context))).toBe(context);
  expect(formContextOf("<content>no state</content>")).toBeNull();
  expect(withFormContext("text", null)).toBe("text");
});

import { expect, test } from "vitest";
import { connectAnswer } from "./connect";
import { decline } from "./decline";

test.each(["Connect a provider", "How do I connect a model?", "add a provider", "How can I use a real model?"])(
  "%s is answered with the settings",
  (text) => {
    expect(JSON.stringify(connectAnswer(text))).toContain("OPENAI_API_KEY");
  },
);

test.each(["Connect the dots", "Use a table", "Which provider has the best uptime: A 99, B 98"])("%s is about something else", (text) => {
  expect(connectAnswer(text)).toBeNull();
});

test("what a decline offers can be asked, and leads nowhere outside the conversation", () => {
  const card = JSON.stringify(decline("Write a poem"));
  expect(card).toContain("Connect a provider");
  expect(card).not.toContain("open_url");
});

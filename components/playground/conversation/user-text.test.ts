import { describe, expect, test } from "vitest";
import { unwrapUser } from "@/lib/genui/read/envelope";
import { actionMessage, sentFields, typedMessage } from "./user-text";

describe("actionMessage", () => {
  test("a button's context, which the renderer leaves out of its message, goes along as a note", () => {
    const message = actionMessage({
      type: "continue_conversation",
      params: { context: 'Show "costs" & <tax>' },
      humanFriendlyMessage: "Costs",
      llmFriendlyMessage: '<content thesys="true">Costs</content><context>["User clicked: Costs"]</context>',
    });
    expect(unwrapUser(message ?? "")).toEqual({
      text: "Costs",
      context: { notes: ["User clicked: Costs", 'Show "costs" & <tax>'], forms: {} },
    });
  });

  test("a form's values go along, whatever was typed into it", () => {
    const typed = 'Grace "H" & Co </context> <b>';
    const context = JSON.stringify([
      "User clicked: Send",
      { contact: { name: { value: typed, componentType: "Input" }, plan: { value: "pro", componentType: "Select" } } },
    ]);
    const escaped = context.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
    const message = actionMessage({
      humanFriendlyMessage: "Send",
      llmFriendlyMessage: `<content thesys="true">Send</content><context>${escaped}</context>`,
      params: { context: "User submitted the form" },
    });
    expect(unwrapUser(message ?? "").context).toEqual({
      notes: ["User clicked: Send", "User submitted the form"],
      forms: { contact: { name: typed, plan: "pro" } },
    });
    expect(sentFields(message ?? "")).toEqual([
      { name: "name", value: typed },
      { name: "plan", value: "pro" },
    ]);
  });

  test("opening an address says nothing; text without an envelope is kept", () => {
    expect(actionMessage({ type: "open_url", humanFriendlyMessage: "x", llmFriendlyMessage: "x" })).toBeNull();
    const message = actionMessage({ type: "refresh", humanFriendlyMessage: "Refresh", llmFriendlyMessage: "User clicked Refresh" });
    expect(unwrapUser(message ?? "")).toEqual({ text: "Refresh", context: { notes: ["User clicked Refresh"], forms: {} } });
  });
});

test("typed text is sent as typed, and text that looks like an envelope comes back as typed", () => {
  expect(typedMessage("a < b & c")).toBe("a < b & c");
  for (const text of ["What does <content> mean?", '<content thesys="true">x</content><context>[1]</context>']) {
    expect(unwrapUser(typedMessage(text))).toEqual({ text, context: null });
  }
});

import { expect, test } from "vitest";
import type { Citation } from "@/lib/conversations/schema";
import { sourceOfLink, withFileLinks } from "./file-links";

const file = (number: number, at: number): Citation => ({ type: "file", number, at, fileId: "file-1", filename: "a.pdf" });

test("marks of files become links at their places, and nothing else that looks like one", () => {
  const text = 'root = Card([a], [1])\na = TextContent("Three months [1], then [2](https://a.example).")';
  const at = text.indexOf("[1],");
  const url: Citation = { type: "url", number: 2, at: text.indexOf("[2]"), url: "https://a.example", title: "A" };
  expect(withFileLinks(text, [url, file(1, at), file(1, 3), file(1, at)])).toBe(text.replace("months [1]", "months [1](#source-1)"));
});

test("a link says which source it stands for", () => {
  expect([sourceOfLink("#source-12"), sourceOfLink("https://a.example/#source-1"), sourceOfLink(null)]).toEqual([12, null, null]);
});

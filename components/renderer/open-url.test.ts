import { expect, test } from "vitest";
import { guardWindowOpen, isOpenable } from "./open-url";

const base = "https://vitrine.test/playground";
const bad = [
  "javascript:alert(1)",
  " JaVaScRiPt:alert(1)",
  "java\nscript:alert(1)",
  "\u0001javascript:x",
  "data:text/html,x",
  "vbscript:x",
  "file:///etc/passwd",
  "blob:https://x/1",
  null,
  7,
  {},
];

test.each(bad)("%j is not opened", (url) => {
  expect(isOpenable(url, base)).toBe(false);
});

test.each(["https://example.com/a?b", "http://example.com", "mailto:ada@example.com", "/keys", "//example.com"])("%s is", (url) => {
  expect(isOpenable(url, base)).toBe(true);
});

test("window.open is guarded once, and always cuts off the opener", () => {
  const opened: unknown[][] = [];
  const target = { location: { href: base }, open: (...args: unknown[]) => void opened.push(args) } as unknown as Window;
  guardWindowOpen(target);
  guardWindowOpen(target);
  target.open("javascript:alert(1)", "_blank");
  target.open("https://example.com", "_self", "popup");
  expect(opened).toEqual([["https://example.com", "_blank", "popup,noopener,noreferrer"]]);
});

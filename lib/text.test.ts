import { expect, test } from "vitest";
import { clipped, messageOf } from "./text";

test("a text that is too long ends in an ellipsis and never in half a character", () => {
  expect(clipped("short", 5)).toBe("short");
  expect(clipped("too long", 4)).toBe("too…");
  expect(clipped("ab😀cd", 4)).toBe("ab…");
  expect(clipped("ab😀cd", 5)).toBe("ab😀…");
});

test("whatever is thrown has a message", () => {
  expect(messageOf(new TypeError("no"))).toBe("no");
  expect(messageOf("plain")).toBe("plain");
  expect(messageOf(undefined)).toBe("undefined");
});

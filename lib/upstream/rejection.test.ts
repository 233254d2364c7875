import { describe, expect, test } from "vitest";
import { rejected } from "./rejection";
import type { Endpoint } from "./transport";

const endpoint: Endpoint = {
  name: "Acme",
  setting: "ACME_API_KEY",
  url: "",
  headers: { authorization: `Bearer ${"k".repeat(8)}-own-form` },
};
const body = (message: string): string => JSON.stringify({ error: { message } });

describe("what a provider says when it refuses", () => {
  test("is quoted, with how long to wait", () => {
    expect(rejected(endpoint, 429, body("You have 0 of 60 requests left."), 12_000).message).toBe(
      "Acme is overloaded or limits this server's rate: You have 0 of 60 requests left. Try again in 12 s.",
    );
    expect(rejected(endpoint, 503, "<html>", null).message).toBe("Acme is overloaded or limits this server's rate. Try again.");
    expect(rejected(endpoint, 500, body("The model crashed."), null).message).toBe("Acme failed with status 500: The model crashed.");
  });

  test("is not, where it may show a part of a key", () => {
    for (const status of [401, 403]) expect(rejected(endpoint, status, body("Incorrect key sk-12345."), null).message).not.toContain("sk-");
  });

  test("is quoted without any key: not one that looks like it, nor the one that was sent", () => {
    const words = "sk-verysecretkey exploded, kkkkkkkk-own-form too";
    for (const status of [400, 404, 429, 500])
      expect(rejected(endpoint, status, body(words), null).message).toContain(": [redacted] exploded, [redacted] too");
  });
});

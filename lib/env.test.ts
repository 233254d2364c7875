import { describe, expect, test } from "vitest";
import { parseEnv } from "./env";

const base = { DATABASE_URL: "postgresql://x", AUTH_SECRET: "x".repeat(32) };
const read = (BASE_URL: string) => parseEnv({ ...base, BASE_URL }).BASE_URL;

describe("BASE_URL", () => {
  test("is an origin, however it is spelled", () => {
    expect(read("https://ui.example.com")).toBe("https://ui.example.com");
    expect(read(" HTTPS://UI.example.com:443/ ")).toBe("https://ui.example.com");
    expect(read("")).toBeUndefined();
  });

  test.each([
    "https://example.com/vitrine",
    "https://example.com/?a=1",
    "https://example.com/#a",
    "https://u:p@example.com",
    "example.com",
  ])("%s is refused by name", (text) => {
    expect(() => read(text)).toThrow(/BASE_URL: /);
  });
});

import { describe, expect, test } from "vitest";
import { mintSecret } from "./secret";
import { verifyKey } from "./verify";

// The environment of these tests names a database that does not exist: whatever asks it ends as 503.
describe("verifyKey without a database", () => {
  const secret = mintSecret();
  const swapped = secret.slice(0, -2) + secret.slice(-1) + secret.slice(-2, -1);
  const malformed: Record<string, string> = {
    empty: "",
    spaces: "   ",
    "the scheme alone": "Bearer",
    "the scheme and spaces": "Bearer    ",
    "no scheme": secret,
    Basic: `Basic ${secret}`,
    "a scheme that begins with Bearer": `Bearers ${secret}`,
    "no space": `Bearer${secret}`,
    "two keys": `Bearer ${secret} ${secret}`,
    "two headers, joined": `Bearer ${secret}, Bearer ${secret}`,
    "another vendor's key": "Bearer sk-proj-abcdefghijklmnopqrstuvwxyz",
    "one character too few": `Bearer ${secret.slice(0, -1)}`,
    "one character too many": `Bearer ${secret}0`,
    "a wrong checksum": `Bearer ${swapped === secret ? `${secret.slice(0, -1)}-` : swapped}`,
    "another environment": `Bearer ${secret.replace("live", "test")}`,
    "upper case": `Bearer ${secret.toUpperCase()}`,
    "a NUL byte": `Bearer ${secret}\0`,
    "a line feed within": `Bearer ${secret.slice(0, 20)}\n${secret.slice(20)}`,
    "letters beyond ASCII": `Bearer ${secret.slice(0, -1)}é`,
    emoji: "Bearer 🔑",
    quotes: `Bearer "${secret}"`,
    SQL: "Bearer ' OR 1=1 --",
    "513 characters": `Bearer ${"a".repeat(506)}`,
    "a megabyte": `Bearer ${"a".repeat(1_000_000)}`,
    "a valid key after 600 spaces": `Bearer ${" ".repeat(600)}${secret}`,
  };

  for (const [name, header] of Object.entries(malformed)) {
    test(`403 without a query: ${name}`, async () => {
      await expect(verifyKey(header, null)).rejects.toMatchObject({
        status: 403,
        code: "invalid_api_key",
        message: "The API key is not valid.",
        param: null,
      });
    });
  }

  test("403 without a query: no header, and the message says what to send", async () => {
    await expect(verifyKey(null, null)).rejects.toMatchObject({
      status: 403,
      code: "invalid_api_key",
      message: expect.stringContaining("Bearer"),
    });
  });

  for (const header of [`Bearer ${secret}`, `bearer ${secret}`, `BEARER   ${secret} `]) {
    test(`503 with a time to come again, never 403, for a key that could be valid: ${header.slice(0, 12)}`, async () => {
      await expect(verifyKey(header, null)).rejects.toMatchObject({ status: 503, code: "service_unavailable", retryAfterMs: 1_000 });
    });
  }
});

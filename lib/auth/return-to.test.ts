import { describe, expect, test } from "vitest";
import { HOME, safeReturnTo } from "./return-to";

describe("safeReturnTo", () => {
  test("keeps a path of this origin with its query and fragment", () => {
    for (const path of ["/keys", "/playground/conv_1?x=1&y=%2F#end", "/"]) expect(safeReturnTo(path)).toBe(path);
  });

  test("gives the start page for whatever a browser could take for another place, and for the sign-in pages", () => {
    const elsewhere = [
      ...[
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "evil",
      ],
      ...[
        "/\tx",
        "/\n/evil.example",
        "/\u0000",
        "/a\\b",
        "",
        " /keys",
        `/${"x".repeat(1_000)}`,
        "/sign-in",
        "/sign-in?returnTo=/sign-in",
        "/sign-up",
      ],
      ...["/api/auth/signout", "/./api/auth/signout", "/keys/../sign-in", null, undefined, 7, {}, ["/keys"]],
    ];
    for (const value of elsewhere) expect(safeReturnTo(value)).toBe(HOME);
  });
});

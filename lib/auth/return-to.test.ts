import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HOME, safeReturnTo } from "./return-to";

describe("safeReturnTo", () => {
  test("keeps a path of this origin with its query and fragment", () => {
    for (const path of ["/keys", "/playground/conv_1?x=1&y=%2F#end", "/"]) expect(safeReturnTo(path)).toBe(path);
  });

  test.each([
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil",
  ])("%s, which a browser could take for another place, becomes the start page", (value) => expect(safeReturnTo(value)).toBe(HOME));

  test.each([
    "/..//evil.example",
    "/.//evil.example",
    "/a/..//evil.example",
    "/keys/../..//evil.example/x?y#z",
    "/%2e%2e//evil.example",
    "/%2E//evil.example",
    "/a/%2e%2E//evil.example",
    "/..///evil.example",
    "/../\\evil.example",
    "/.\t.//evil.example",
    "/..//evil.example:80@x",
  ])("%s, whose dots lead to another place, becomes the start page", (value) => expect(safeReturnTo(value)).toBe(HOME));

  test("whatever it gives stays here, for a browser that reads it again", () => {
    const parts = ["/", "/", "..", ".", "%2e", "\\", "evil.example", "?a", "\t"];
    const path = fc.array(fc.constantFrom(...parts), { maxLength: 9 }).map((chosen) => `/${chosen.join("")}`);
    fc.assert(
      fc.property(path, (value) => {
        const given = safeReturnTo(value);
        expect(new URL(given, "https://vitrine.example").origin).toBe("https://vitrine.example");
        expect(safeReturnTo(given)).toBe(given);
      }),
      { numRuns: 10_000 },
    );
  });

  test.each(["/\tx", "/\n/evil.example", "/\u0000", "/a\\b", "", " /keys", `/${"x".repeat(1_000)}`, null, undefined, 7, {}, ["/keys"]])(
    "what is no clean path becomes the start page: %j",
    (value) => expect(safeReturnTo(value)).toBe(HOME),
  );

  test.each(["/sign-in", "/sign-in?returnTo=/sign-in", "/sign-up", "/api/auth/signout", "/./api/auth/signout", "/keys/../sign-in"])(
    "%s, which would lead in a circle or to no page, becomes the start page",
    (value) => expect(safeReturnTo(value)).toBe(HOME),
  );
});

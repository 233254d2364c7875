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

  test.each(["/\tx", "/\n/evil.example", "/\u0000", "/a\\b", "", " /keys", `/${"x".repeat(1_000)}`, null, undefined, 7, {}, ["/keys"]])(
    "what is no clean path becomes the start page: %j",
    (value) => expect(safeReturnTo(value)).toBe(HOME),
  );

  test.each(["/sign-in", "/sign-in?returnTo=/sign-in", "/sign-up", "/api/auth/signout", "/./api/auth/signout", "/keys/../sign-in"])(
    "%s, which would lead in a circle or to no page, becomes the start page",
    (value) => expect(safeReturnTo(value)).toBe(HOME),
  );
});

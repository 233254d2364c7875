import { describe, expect, test } from "vitest";
import { quickest } from "@/tests/security/quickest";
import { redact, shortPath, shortText } from "./redact";

const SECRETS = {
  "an API key of ours": "vtr_live_0123456789abcdefghij0123456789abcdefghij012345678",
  "a provider's key": "sk-proj-abc_def-ghi123",
  "a Google key": "AIzaSyA-1234567890_abcdef",
  "a bearer header": "Bearer whatever.it.is",
  "a session cookie": "next-auth.session-token=eyJhbGciOi.x.y",
  "a part of a session cookie": "__Secure-next-auth.session-token.1=Zm9vYmFyYmF6",
  "a session": "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..x-y.z",
  "a sign-in link": "/sign-in/link/Zm9vYmFyYmF6cXV4cXV1eA",
  "a sign-in link as a query": "/sign-in/link?token=Zm9vYmFyYmF6cXV4cXV1eA",
  "the token of a sign-in link": "Zm9vYmFyYmF6cXV4cXV1eAZm9vYmFyYmF6cXV4cXV1e",
};
const TELLING = /0123456789|abc_def|567890_a|whatever|eyJhbGciOi|Zm9vYmFy/;

/** Each character percent-encoded, `times` times over. */
function encoded(text: string, times: number): string {
  if (times === 0) return text;
  return encoded(
    text.replace(/[\s\S]/g, (character) => `%${character.charCodeAt(0).toString(16)}`),
    times - 1,
  );
}

/** Without any percent-encoding, however often it was applied. */
function decoded(text: string): string {
  const once = text.replace(/%([\da-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  return once === text ? text : decoded(once);
}

describe.each(Object.entries(SECRETS))("%s", (_, secret) => {
  test("does not survive in a text, wherever it stands in it", () => {
    const around = [
      ["", ""],
      ["key ", " used"],
      ["x", ""],
      ["9_", ""],
      ["/v1/models/a", "/b"],
      ["%zz%", "%"],
      ['{"a":"', '","b":1}'],
    ];
    for (const [before, after] of around) {
      const text = before + secret + after;
      expect(text).toMatch(TELLING);
      expect(redact(text)).not.toMatch(TELLING);
    }
  });

  test("does not survive percent-encoded, once or twice, whole or in part", () => {
    const half = secret.slice(0, 3) + encoded(secret.slice(3, 6), 1) + secret.slice(6);
    for (const text of [encoded(secret, 1), encoded(secret, 2), encodeURIComponent(secret), half]) {
      expect(decoded(`/v1/a${text}`)).toMatch(TELLING);
      expect(decoded(redact(`/v1/a${text}`))).not.toMatch(TELLING);
    }
  });

  test("does not survive a cut, wherever the cut goes through it", () => {
    for (let length = 100; length <= 260; length++) {
      const path = `/v1/${"a/".repeat(length / 2)}${"a".repeat(length % 2)}${secret}`;
      expect(redact(shortPath(path))).not.toMatch(/vtr_live_0|sk-proj-a|AIzaSyA-1|Bearer w|eyJhbG|Zm9v/);
      expect(redact(shortText(`at ${path}`))).not.toMatch(/vtr_live_0|sk-proj-a|AIzaSyA-1|Bearer w|eyJhbG|Zm9v/);
    }
  });
});

test("what is no secret stays: hints of keys, ids, paths, percent-encodings", () => {
  const text =
    'vtr_live_abcd…wxyz req_0123456789abcdefghij GET /v1/embed/models/c1%2Fvitrine%2Foffline "100 %" /sign-in?error=x file:///app/node_modules/next/dist/server/lib/router-server.js:123:45';
  expect(redact(text)).toBe(text);
});

test("what follows a secret in a line stays, so that the line is still JSON", () => {
  const line = JSON.stringify({ authorization: `Bearer ${"x".repeat(30)}`, cookie: "a=1; next-auth.session-token=x.y; b=2", ms: 3 });
  expect(JSON.parse(redact(line))).toEqual({ authorization: "[redacted]", cookie: "a=1; next-auth.[redacted]; b=2", ms: 3 });
});

test("a path is cut at 200 characters, before the segment that the cut would go through", () => {
  expect(shortPath("/v1/embed/models")).toBe("/v1/embed/models");
  expect(shortPath(`/v1/embed/${"a".repeat(15_000)}`)).toBe("/v1/embed/…");
  expect(shortPath("/a".repeat(5_000))).toBe(`${"/a".repeat(99)}/…`);
  expect(shortText(`the path ${"/a".repeat(5_000)} failed`)).toMatch(/^the path (\/a){90,}\/…$/);
  expect(shortText(`the path ${"/a".repeat(300)} failed`)).toBe(`the path ${"/a".repeat(99)}/… failed`);
});

describe.each([15_000, 60_000])("a path of %i characters costs less than 2 ms", (length) => {
  test.each([
    "/sign-in/link/",
    "/sign-in/link?",
    "a",
    "vtr_live_",
    "sk-",
    "sk-a",
    "eyJ",
    "Bearer ",
    "bearer+",
    "session-token",
    "session-token=",
    "%",
    "%25",
    "%2",
    "%61",
    "%2525",
    "0",
    "/",
    " ",
    "\n",
    "AIza",
    "é",
  ])("made of %j", (piece) => {
    const path = `/v1/embed/models/${piece.repeat(Math.ceil(length / piece.length))}`;
    expect(quickest(() => redact(shortPath(path)))).toBeLessThan(2);
    // A line that holds it whole, were it written somewhere else, costs more than the cut one, but no more than its length.
    expect(quickest(() => redact(path))).toBeLessThan(length / 1_500);
  });
});

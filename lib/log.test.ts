import { expect, test } from "vitest";
import { redact } from "./log";

test.each([
  ["an API key of ours", "key vtr_live_0123456789abcdefghij used"],
  ["a provider's key", "sk-proj-abc_def-ghi123"],
  ["a Google key", "AIzaSyA-1234567890_abcdef"],
  ["a bearer header", "authorization: Bearer whatever.it.is"],
  ["a session cookie", "cookie: next-auth.session-token=eyJhbGciOi.x.y; a=b"],
  ["a secure session cookie", "cookie: __Secure-next-auth.session-token=eyJhbGciOi.x.y"],
  ["a sign-in link", "GET /sign-in/link/Zm9vYmFyYmF6cXV4cXV1eA"],
])("%s does not survive in a log line", (_, text) => {
  const secret = /0123456789abcdefghij|abc_def|1234567890_abcdef|whatever|eyJhbGciOi|Zm9vYmFy/;
  expect(text).toMatch(secret);
  expect(redact(text)).not.toMatch(secret);
});

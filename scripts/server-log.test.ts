import { expect, test } from "vitest";
import { secretsIn } from "./server-log.mjs";

test.each([
  ["an API key", `{"url":"/?key=vtr_live_${"a1".repeat(24)}b"}`],
  ["a provider's key", "Incorrect API key provided: sk-e2e-canary-0123456789"],
  ["a password", "Unique constraint: a long enough pass phrase"],
  ["a session", "cookie: next-auth.session-token=eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..x"],
  ["a sign-in link", `GET /sign-in/link/${"Zz9".repeat(14)}Q`],
])("%s is noticed in a line", (what, line) => {
  expect(secretsIn(line)).toEqual([what]);
});

test("ordinary lines hold none", () => {
  const lines = [
    '{"level":30,"time":"2026-11-23T02:21:23.275Z","requestId":"req_0123456789abcdefghij","model":"c1/vitrine/offline/v-20261122","msg":"request"}',
    '{"level":30,"principal":"vtr_live_abcd…wxyz","msg":"[redacted]"}',
    "    at file:///app/node_modules/next/dist/server/lib/router-server.js:123:45",
  ];
  expect(lines.flatMap(secretsIn)).toEqual([]);
});

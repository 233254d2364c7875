import { describe, expect, test } from "vitest";
import { apiRoutes } from "@/lib/embed/routes";
import { openTransport, TRANSPORTS } from "@/tests/http/transport";
import { logLines } from "./log-lines";

const SECRET = `vtr_live_${"1".repeat(49)}`;
const LONG = 15_000;

function encoded(text: string): string {
  return text.replace(/[\s\S]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
}

function filled(before: string, after: string): string {
  return before + "a/".repeat((LONG - before.length - after.length) / 2) + after;
}

describe.each(TRANSPORTS)("a stranger's request over the %s transport", (name) => {
  test.each<[where: string, path: string, headers?: Record<string, string>]>([
    ["at its start", `/v1/embed/models/${SECRET}`],
    ["glued to a letter", `/v1/embed/models/x${SECRET}`],
    ["in its middle", filled(`/v1/embed/models/${"b/".repeat(30)}${SECRET}/`, "")],
    ["at its end", filled("/v1/embed/models/", SECRET)],
    ["percent-encoded", `/v1/embed/models/${encoded(SECRET)}`],
    ["at the edge of the cut", `/v1/embed/models/${"c".repeat(170)}${SECRET}`],
    ["on a path that is nobody's", `/v1/${SECRET}`],
    ["in its query", `/v1/embed/models?key=${SECRET}`],
    ["in a header that is quoted nowhere", "/v1/embed/models", { "user-agent": SECRET, authorization: `Basic ${SECRET}`, referer: SECRET }],
  ])("a secret %s reaches no log and no answer", async (_where, path, headers = {}) => {
    const { origin, fetch } = await openTransport(name, apiRoutes);
    const lines = logLines();
    const response = await fetch(origin + path, { headers });
    const written = decodeURIComponent(lines.join("") + (await response.text()));
    expect(response.status).toBeGreaterThanOrEqual(403);
    expect(written).not.toContain("11111");
    for (const line of lines) expect(line.length).toBeLessThan(600);
  });

  test("with a long path costs no more than with a short one", async () => {
    const { origin, fetch } = await openTransport(name, apiRoutes);
    logLines();
    const quickestMs = async (path: string) => {
      let best = Number.POSITIVE_INFINITY;
      for (let i = 0; i < 30; i++) {
        const start = performance.now();
        await (await fetch(origin + path)).text();
        best = Math.min(best, performance.now() - start);
      }
      return best;
    };
    const short = await quickestMs("/v1/embed/models/c1");
    for (const piece of ["a", "/", "%61", "a/", "/sign-in/link/", "sk-", "vtr_live_"])
      expect(await quickestMs(`/v1/embed/models/${piece.repeat(LONG / piece.length)}`)).toBeLessThan(short + 5);
  });
});

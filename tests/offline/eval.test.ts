import { describe, expect, test } from "vitest";
import { readCorpus } from "./case";
import { judge, type Verdict } from "./judge";
import { play } from "./run";

const KIND_MIN = 0.9;

describe("the offline engine on its corpus", () => {
  test("valid interfaces, fitting kinds, true numbers, nothing made up", { timeout: 60_000 }, async () => {
    const all: Verdict[] = [];
    const latencies: number[] = [];
    const table: Record<string, Record<string, string | number>> = {};
    for (const { file, cases } of readCorpus()) {
      const verdicts: Verdict[] = [];
      for (const one of cases) {
        const outcome = await play(one);
        latencies.push(outcome.firstDeltaMs);
        verdicts.push(judge(one, outcome));
      }
      all.push(...verdicts);
      table[file] = row(verdicts);
    }
    table.all = row(all);
    console.table(table);
    const failed = all.filter(
      (verdict) => !verdict.isValid || !verdict.isKind || verdict.wrong.length > 0 || verdict.fabricated.length > 0,
    );
    for (const verdict of failed)
      console.log(
        `${verdict.id}: ${verdict.kind}${verdict.isValid ? "" : " INVALID"}${verdict.isKind ? "" : " (kind)"} ${verdict.wrong.join("; ")} ${verdict.fabricated.join(", ")}`,
      );
    latencies.sort((a, b) => a - b);
    const at = (share: number): string => (latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0).toFixed(1);
    console.log(`First delta: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms.`);
    expect(all.length).toBeGreaterThanOrEqual(120);
    expect(all.filter((verdict) => !verdict.isValid)).toEqual([]);
    expect(all.filter((verdict) => verdict.wrong.length > 0)).toEqual([]);
    expect(all.filter((verdict) => verdict.fabricated.length > 0)).toEqual([]);
    expect(all.filter((verdict) => verdict.isKind).length / all.length).toBeGreaterThanOrEqual(KIND_MIN);
  });
});

function row(verdicts: Verdict[]): Record<string, string | number> {
  const share = (n: number): string => `${((n / verdicts.length) * 100).toFixed(1)}%`;
  return {
    cases: verdicts.length,
    valid: share(verdicts.filter((verdict) => verdict.isValid).length),
    kind: share(verdicts.filter((verdict) => verdict.isKind).length),
    "numbers and contents": share(verdicts.filter((verdict) => verdict.wrong.length === 0).length),
    fabricated: verdicts.filter((verdict) => verdict.fabricated.length > 0).length,
  };
}

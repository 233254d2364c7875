import { offline } from "@/lib/offline/offline";
import { message, requestOf } from "./case";
import { singly } from "@/tests/generation/batches";

const KB = 200;
const WARM_UPS = 20;
const RUNS = 100;

/** Lines until there are 200 KB of them. */
function lines(head: string[], line: (i: number) => string): string {
  const all = [...head];
  for (let i = 0, chars = 0; chars < KB * 1024; i++) {
    const next = line(i);
    all.push(next);
    chars += next.length + 1;
  }
  return all.join("\n");
}

const two = (n: number): string => String(n).padStart(2, "0");

const PASTES: Record<string, string> = {
  csv: lines(
    ["date,region,product,sales,price,note"],
    (i) =>
      `2024-${two(1 + (i % 12))}-${two(1 + (i % 28))},${["North", "South", "East"][i % 3]},Product ${i % 17},${(i * 7919) % 10_000},${((i * 31) % 9973) / 100},some note ${i}`,
  ),
  json: `[${lines([], (i) => `{"id": ${i}, "city": "City ${i % 40}", "visits": ${(i * 7919) % 10_000}},`).replace(/,$/, "")}]`,
  markdown: lines(["| name | a | b |", "|---|---|---|"], (i) => `| x${i} | ${i} | ${i * 2} |`),
  log: lines([], (i) => `2024-03-01T10:${two(i % 60)}:00Z INFO server[${i}]: request /api/x/${i} took ${i % 300} ms status=200`),
  prose: lines([], (i) => `The quick brown fox number ${i} jumps over the lazy dog, and then it rests.`),
};

export interface Timing {
  paste: string;
  kb: number;
  p50CpuMs: number;
  p95CpuMs: number;
}

/** Processor time to the first delta for large pastes, once the code is warm. */
export async function timePastes(): Promise<Timing[]> {
  const timings: Timing[] = [];
  for (const [paste, text] of Object.entries(PASTES)) {
    const times: number[] = [];
    for (let i = 0; i < WARM_UPS + RUNS; i++) {
      const time = await cpuMsToFirstDelta(text);
      if (i >= WARM_UPS) times.push(time);
    }
    times.sort((a, b) => a - b);
    const at = (share: number): number => Number((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1));
    timings.push({ paste, kb: Math.round(text.length / 1024), p50CpuMs: at(0.5), p95CpuMs: at(0.95) });
  }
  return timings;
}

async function cpuMsToFirstDelta(text: string): Promise<number> {
  const before = process.cpuUsage();
  for await (const event of singly(offline.stream(requestOf([message("user", text)]), new AbortController().signal)))
    if (event.type === "text-delta") break;
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

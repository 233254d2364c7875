import { onTestFinished, vi } from "vitest";
import { log } from "@/lib/log";

/** The lines that the log writes from now to the end of the test, at every level. */
export function logLines(): string[] {
  const lines: string[] = [];
  const { level } = log;
  log.level = "trace";
  const written = vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    if (typeof chunk === "string" && chunk.startsWith('{"level":')) lines.push(chunk);
    return true;
  });
  onTestFinished(() => {
    log.level = level;
    written.mockRestore();
  });
  return lines;
}

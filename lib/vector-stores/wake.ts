import { processState } from "@/lib/process-state";

/** What is to be done when there is something to read. */
const sleeper = processState("index-sleeper", () => ({ wake: () => {} }));

/** Has files that wait to be read looked for now rather than in a while. */
export function wakeIndexing(): void {
  sleeper().wake();
}

/** Says what `wakeIndexing` does in this process. */
export function onWake(wake: () => void): void {
  sleeper().wake = wake;
}

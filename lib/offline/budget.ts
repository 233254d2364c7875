import { cpuMs } from "./thread/cpu-clock";

/** An answer takes more work than one may cost. */
export class OverBudget extends Error {}

export const CPU_MS_MAX = 250;
const STEPS_MAX = 400_000;
const STEPS_PER_LOOK = 2048;

interface Budget {
  steps: number;
  untilCpuMs: number;
}

// The engine works without a pause, so one answer's budget can never be spent by another.
let current: Budget | null = null;

/**
 * Runs `work` within a number of steps and 250 ms of processor time (of this thread's, not of the clock: a busy machine changes nothing).
 * Work over budget throws `OverBudget`. Steps run out first, wherever that depends on the input alone.
 */
export function withBudget<Result>(work: () => Result, cpuMsMax = CPU_MS_MAX): Result {
  const outer = current;
  current = { steps: 0, untilCpuMs: cpuMs() + cpuMsMax };
  try {
    return work();
  } finally {
    current = outer;
  }
}

/** Counts `steps` of work that grows with the input. */
export function spend(steps = 1): void {
  if (!current) return;
  const before = current.steps;
  current.steps += steps;
  if (current.steps > STEPS_MAX) throw new OverBudget();
  const isLook = Math.floor(before / STEPS_PER_LOOK) !== Math.floor(current.steps / STEPS_PER_LOOK);
  if (isLook && cpuMs() > current.untilCpuMs) throw new OverBudget();
}

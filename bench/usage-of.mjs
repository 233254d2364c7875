import { readFileSync } from "node:fs";

/** The clock of Linux's statistics of processes. */
const TICK_MS = 10;

/** Returns the processor time of a process and all its threads so far, in milliseconds. */
export function cpuMsOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Returns what a process has in memory, in MB. */
export function residentMbOf(pid) {
  const [, kb = "0"] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "latin1")) ?? [];
  return Number(kb) / 1_024;
}

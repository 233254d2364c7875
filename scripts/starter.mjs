import { readFileSync } from "node:fs";

const LOOK_MS = 250;

/**
 * Calls `onGone` once npm is gone, when it was npm that started this process. npm passes a signal on to the shell between, which ends without
 * passing it on, and of a hang-up nobody hears at all; whoever runs under another parent is free to outlive it.
 * @param {() => void} onGone
 */
export function watchNpm(onGone) {
  if (!process.env.npm_lifecycle_event || process.platform === "win32") return;
  const parent = process.ppid;
  const shells = isShell(parent) ? parentOf(parent) : null;
  const timer = setInterval(() => {
    if (process.ppid === parent && (shells === null || parentOf(parent) === shells)) return;
    clearInterval(timer);
    onGone();
  }, LOOK_MS);
  timer.unref();
}

/** Whether this process is the shell that npm runs a script with: `sh -c …`. */
function isShell(pid) {
  return read(`/proc/${pid}/cmdline`)?.split("\0")[1] === "-c";
}

/** The number of a process's parent; null where the system doesn't say. */
function parentOf(pid) {
  // "pid (name) state ppid …", and a name may hold anything.
  const [, ppid] = /^.*\) \S (\d+) /s.exec(read(`/proc/${pid}/stat`) ?? "") ?? [];
  return ppid ? Number(ppid) : null;
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { home } from "./paths.mjs";
import { isLauncher } from "./running.mjs";

const LOOK_MS = 250;

/**
 * Resolves when no other start over this folder installs, creates the database or builds: two at once would do it over one another.
 * A start that was killed is not waited for.
 * @param {{ folder?: string, onWait?: (pid: number) => void }} [options] `onWait` is told once, of whom it is waited for
 * @returns {Promise<() => void>} lets the next one begin
 */
export async function takeTurn({ folder = join(home, ".data"), onWait = () => {} } = {}) {
  const file = join(folder, "starting");
  mkdirSync(folder, { recursive: true });
  for (let told = 0; !take(file); ) {
    const holder = holderOf(file);
    if (!holder) continue;
    // A folder that was copied may have been copied in the middle of a start.
    if (holder.home !== home || !isLauncher(holder.pid)) {
      rmSync(file, { force: true });
      continue;
    }
    if (told !== holder.pid) onWait(holder.pid);
    told = holder.pid;
    await sleep(LOOK_MS);
  }
  return () => {
    if (holderOf(file)?.pid === process.pid) rmSync(file, { force: true });
  };
}

function take(file) {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, `${process.pid} ${home}`);
  try {
    // It appears whole or not at all, so that nobody reads half of it.
    linkSync(own, file);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(own);
  }
}

/** Null when it is gone. */
function holderOf(file) {
  try {
    const [pid, ...path] = readFileSync(file, "utf8").split(" ");
    return { pid: Number(pid), home: path.join(" ") };
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { home } from "./paths.mjs";

const FOLDER = join(home, ".data/running");

/**
 * A server over this folder that runs: its launcher's process, and how it is reached.
 * @typedef {{ home: string, pid: number, port: number, url: string, startedAt: number }} Running
 */

/**
 * Notes that this process has a server running, for the command line and for further starts over this folder.
 * @param {{ port: number, url: string }} address
 * @returns {() => void} takes the note back
 */
export function noteRunning({ port, url }) {
  const file = join(FOLDER, `${process.pid}.json`);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(file, JSON.stringify({ home, pid: process.pid, port, url, startedAt: Date.now() }));
  return () => rmSync(file, { force: true });
}

/**
 * The servers over this folder, the one that was started last first. What a killed launcher left is removed, and what came along when the folder
 * was copied.
 * @returns {Running[]}
 */
export function runningServers() {
  const names = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith(".json")) : [];
  const found = names.flatMap((name) => {
    const noted = read(join(FOLDER, name));
    if (noted?.home === home && isLauncher(noted.pid)) return [noted];
    rmSync(join(FOLDER, name), { force: true });
    return [];
  });
  return found.toSorted((one, other) => other.startedAt - one.startedAt);
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

/** After a crash the number of a launcher may belong to any program. */
export function isLauncher(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== "EPERM") return false;
  }
  if (!existsSync("/proc/self/cmdline")) return true;
  const file = `/proc/${pid}/cmdline`;
  return existsSync(file) && /(?:(?:start|dev|vitrine)\.mjs|[\\/]vitrine)(?:\0|$)/.test(readFileSync(file, "utf8"));
}

import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { commands } from "./paths.mjs";
import { seconds } from "./report.mjs";

const USAGE = `Usage: ${commands.cli} backup FILE    or    ${commands.cli} restore FILE`;

/** @param {string | undefined} command */
export function isBackup(command) {
  return command === "backup" || command === "restore";
}

/**
 * `backup FILE` and `restore FILE`: all that the database holds into one file, and out of it into an empty database.
 * @param {string[]} args
 * @param {string} url
 * @returns {Promise<0 | 2>} 2 when it was wrongly called
 * @throws {import("./failure.mjs").Failure}
 */
export async function moveData(args, url) {
  const file = fileIn(args);
  if (file === null) {
    console.error(USAGE);
    return 2;
  }
  const begin = performance.now();
  if (args[0] === "backup") {
    const { save } = await import("./backup/save.mjs");
    told(`Saved to ${file}`, await save(url, file), begin);
    console.error("Keep .env with it: without AUTH_SECRET (and ENCRYPTION_KEYS, where it is set) the providers' keys in it can't be read.");
  } else {
    const { restore } = await import("./backup/restore.mjs");
    told(`Restored from ${file}`, await restore(url, file), begin);
  }
  return 0;
}

function fileIn(args) {
  try {
    const { positionals } = parseArgs({ args, allowPositionals: true });
    return positionals.length === 2 && positionals[1] ? resolve(positionals[1]) : null;
  } catch {
    return null;
  }
}

function told(what, { tables, rows }, begin) {
  console.error(`${what}: ${rows} rows of ${tables} tables, ${seconds(performance.now() - begin).trim()}.`);
}

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readAddress, urlOf } from "./address.mjs";
import { Failure, printFailure } from "./failure.mjs";
import { isBackup, moveData } from "./backup.mjs";
import { commands, home, isPackage, root } from "./paths.mjs";
import { startPostgres } from "./postgres.mjs";
import { runningServers } from "./running.mjs";
import { loadSettings } from "./settings.mjs";

// `npm run -s cli -- …`: the operator's command line, with the settings and the database of `npm start`.
// Only the command itself writes to stdout, so that --json can be read by a program.
let postgres = null;
const args = process.argv.slice(2);
const asksForHelp = ["--help", "-h", "help"].includes(args[0] ?? "");
try {
  if (!asksForHelp) loadSettings();
  if (!existsSync(join(root, "dist/cli.mjs"))) throw new Failure("There is no build yet: run npm start (or npm run build) once.");
  if (asksForHelp && isPackage) console.log(`${commands.start} alone starts the server, with settings and data in ${home}.\n`);
  if (asksForHelp) process.exitCode = await command(args);
  else process.exitCode = await (isBackup(args[0]) ? moveData(args, await databaseUrl()) : commandOverDatabase());
} catch (error) {
  printFailure(error);
  process.exitCode = 1;
} finally {
  // Only what this command started: a server that was running belongs to `npm start`.
  if (postgres && !postgres.reused) await postgres.stop();
}

async function commandOverDatabase() {
  const { migrate } = await import("./migrate.mjs");
  await migrate(await databaseUrl());
  return command(args);
}

async function databaseUrl() {
  if (!process.env.DATABASE_URL) {
    postgres = await startPostgres();
    process.env.DATABASE_URL = `${postgres.server}/vitrine`;
  }
  return process.env.DATABASE_URL;
}

/** Links lead to the server of this folder that runs, wherever it was told to listen; else to where the settings would have it. */
function command(args) {
  const running = runningServers()[0];
  return new Promise((resolve, reject) => {
    const env = {
      ...process.env,
      NODE_ENV: "production",
      VITRINE_CLI: commands.cli,
      LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
      BASE_URL: running?.url ?? urlOf(readAddress()),
    };
    const child = spawn(process.execPath, ["--enable-source-maps", join(root, "dist/cli.mjs"), ...args], { env, stdio: "inherit" });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

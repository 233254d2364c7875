import { readFileSync } from "node:fs";
import { runCommand } from "@/lib/cli/run-command";
import { log } from "@/lib/log";
import { prisma } from "@/lib/prisma";
import { redact } from "@/lib/redact";

/** The operator's command line; `--help` says what it does. Only results go to stdout, so the log is silent here. */
log.level = "silent";

const { code, out, err } = await runCommand(process.argv.slice(2), () => readFileSync(0, "utf8"));
if (out !== undefined) process.stdout.write(`${out}\n`);
if (err !== undefined) process.stderr.write(`${redact(err)}\n`);
process.exitCode = code;
// `--help` and mistakes need no settings, and without them there is no client to close.
await disconnect();

async function disconnect(): Promise<void> {
  try {
    await prisma().$disconnect();
  } catch {
    return;
  }
}

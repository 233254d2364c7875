import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { programPath } from "@/lib/built-program";
import { env } from "@/lib/env";
import { processState } from "@/lib/process-state";

/** A namespace of its own, in which there is no network, and an end with the server's. */
const ALONE = ["unshare", "--map-root-user", "--net", "setpriv", "--pdeathsig", "KILL", "--no-new-privs"];
const HEAP_MB_MAX = 256;

const sandbox = processState("python-sandbox", () => ({
  program: null as string | null,
  isAlone: null as Promise<boolean> | null,
}));

/** Says where the built program that runs Python is, for a server that is not built. */
export function setPythonProgram(path: string): void {
  sandbox().program = path;
}

/** Resolves to whether this system can run a program without a network. Tried once. */
export function canIsolate(): Promise<boolean> {
  sandbox().isAlone ??= new Promise((resolve) => {
    const [command = "", ...args] = ALONE;
    const child = spawn(command, [...args, "true"], { stdio: "ignore" });
    child.once("error", () => resolve(false));
    child.once("close", (code) => resolve(code === 0));
  });
  return sandbox().isAlone as Promise<boolean>;
}

/** Where the interpreter is installed. */
function interpreterFolder(): string {
  return dirname(createRequire(import.meta.url).resolve("pyodide/package.json"));
}

/**
 * Resolves to the command that starts Python, with nothing of the server's to read, to call or to know; null where
 * its program is missing.
 */
export async function pythonCommand(): Promise<{ command: string; args: string[] } | null> {
  const program = sandbox().program ?? programPath("python");
  if (!existsSync(program)) return null;
  const folder = interpreterFolder();
  const flags = [
    permissionFlag(),
    `--allow-fs-read=${folder}`,
    `--allow-fs-read=${program}`,
    "--disallow-code-generation-from-strings",
    `--max-old-space-size=${HEAP_MB_MAX}`,
    "--no-warnings",
  ];
  const alone = (await canIsolate()) ? ALONE : [];
  const [command, ...args] = [...alone, process.execPath, ...flags, program, folder];
  return { command, args };
}

/** Returns why code can't run here, in words for the owner; null where it can. */
export async function whyNot(): Promise<string | null> {
  const { CODE_INTERPRETER, CODE_INTERPRETER_UNSAFE } = env();
  if (CODE_INTERPRETER === undefined) return "code_interpreter is off on this server. Its owner turns it on with CODE_INTERPRETER=pyodide.";
  if (CODE_INTERPRETER_UNSAFE || (await canIsolate())) return null;
  return (
    "CODE_INTERPRETER is set, but this system cannot keep code from the network (it needs Linux with user namespaces). " +
    "The owner may accept that with CODE_INTERPRETER_UNSAFE=1."
  );
}

/** Node's permissions went by another name before they were stable. */
function permissionFlag(): string {
  return process.allowedNodeEnvironmentFlags.has("--permission") ? "--permission" : "--experimental-permission";
}

import { execFileSync, spawn } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "esbuild";
import { freePort } from "../../scripts/address.mjs";
import { bundleOptions } from "../../scripts/build.mjs";
import { fingerprint } from "../../scripts/fingerprint.mjs";
import { root } from "../../scripts/paths.mjs";

const COPIED = ["scripts", "package.json", "package-lock.json", "prisma.config.ts"];
const DEADLINE_MS = 120_000;

/** Another folder with this server and its commands in it, built without pages, and with settings and data of its own. */
export interface Checkout {
  folder: string;
  /** `npm start` in it, until it says that it runs. */
  start(env?: Record<string, string>): Promise<Started>;
  /** `npm start` in it, to its end. */
  refuse(env?: Record<string, string>): Promise<{ code: number | null; printed: string }>;
  /** `npm run -s cli -- …` in it. */
  cli(...args: string[]): Promise<{ code: number | null; out: string; printed: string }>;
  writeSettings(bytes: string | Buffer): void;
  remove(): void;
}

export interface Started {
  port: number;
  printed(): string;
  pids: Record<"npm" | "launcher" | "server" | "postgres", number>;
  /** Every process of it, the shell of npm included. */
  all: number[];
  /** Closes our ends of its output, as a terminal that is closed. */
  hangUp(): void;
}

export async function createCheckout(): Promise<Checkout> {
  const folder = mkdtempSync(join(tmpdir(), "vitrine-start-"));
  chmodSync(folder, 0o755);
  for (const name of COPIED) cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, "prisma"), join(folder, "prisma"));
  mkdirSync(join(folder, "node_modules"));
  for (const name of readdirSync(join(root, "node_modules"))) {
    if (name !== ".vitrine-lock") symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name));
  }
  writeFileSync(join(folder, "node_modules/.vitrine-lock"), fingerprint(["package-lock.json"]));
  await buildWithoutPages(folder);
  const npm = (args: string[], env: Record<string, string>) => runNpm(folder, args, env);
  return {
    folder,
    start: async (env = {}) => started(folder, Number(env.PORT ?? (await freePort())), env),
    refuse: async (env = {}) => {
      const { child, printed } = npm(["start"], { PORT: String(await freePort()), ...env });
      return { code: await exitOf(child), printed: printed() };
    },
    cli: async (...args) => {
      const { child, printed, out } = npm(["run", "-s", "cli", "--", ...args], {});
      return { code: await exitOf(child), out: out(), printed: printed() };
    },
    writeSettings: (bytes) => writeFileSync(join(folder, ".env"), bytes),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** The real server and command line; what a minute of the build would make, the pages, is one word. */
async function buildWithoutPages(folder: string): Promise<void> {
  const options = bundleOptions(join(folder, "dist"));
  await build({ ...options, alias: { ...options.alias, next: join(root, "tests/start/no-pages.ts") }, logLevel: "error" });
  mkdirSync(join(folder, ".next"));
  writeFileSync(join(folder, ".next/BUILD_ID"), "without pages");
  const stamp = 'const { stampBuild } = await import("./scripts/build.mjs"); stampBuild();';
  execFileSync(process.execPath, ["--input-type=module", "-e", stamp], { cwd: folder });
}

function runNpm(cwd: string, args: string[], more: Record<string, string>) {
  const env: NodeJS.ProcessEnv = { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: "production", WORKERS: "1", ...more };
  const child = spawn("npm", args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  let out = "";
  let all = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    out += chunk;
    all += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    all += chunk;
  });
  return { child, out: () => out, printed: () => all };
}

function exitOf(child: ReturnType<typeof runNpm>["child"]): Promise<number | null> {
  return new Promise((resolve) => child.once("close", (code) => resolve(code)));
}

async function started(folder: string, port: number, env: Record<string, string>): Promise<Started> {
  const { child, printed } = runNpm(folder, ["start"], { ...env, PORT: String(port) });
  await until(() => {
    if (child.exitCode !== null) throw new Error(`npm start ended: ${printed()}`);
    return printed().includes("Ctrl-C stops everything.");
  }, printed);
  const below = descendants(child.pid ?? 0);
  const find = (pattern: RegExp) => below.find((pid) => pattern.test(commandOf(pid)) && !/ -c /.test(commandOf(pid))) ?? 0;
  const pids = {
    npm: child.pid ?? 0,
    launcher: find(/scripts\/start\.mjs/),
    server: find(/dist\/server\.mjs/),
    postgres: Number.parseInt(readFileSync(join(folder, ".data/postgres/postmaster.pid"), "utf8"), 10),
  };
  const hangUp = () => {
    child.stdout.destroy();
    child.stderr.destroy();
  };
  return { port, printed, pids, all: [pids.npm, ...below, pids.postgres], hangUp };
}

/** The processes that were started by `pid`, and by those. */
function descendants(pid: number): number[] {
  const parents = readdirSync("/proc").flatMap((name) => {
    const [, parent] = /^.*\) \S (\d+) /s.exec(readProc(name, "stat")) ?? [];
    return parent ? [[Number(name), Number(parent)] as const] : [];
  });
  const below = (one: number): number[] => parents.flatMap(([child, parent]) => (parent === one ? [child, ...below(child)] : []));
  return below(pid);
}

function commandOf(pid: number): string {
  return readProc(String(pid), "cmdline").replaceAll("\0", " ");
}

function readProc(name: string, file: string): string {
  try {
    return /^\d+$/.test(name) ? readFileSync(`/proc/${name}/${file}`, "utf8") : "";
  } catch {
    return "";
  }
}

/** Waits until none of the processes lives and nothing listens any more. */
export async function untilGone(started: Started): Promise<void> {
  const isAlive = (pid: number) => {
    const [, state] = /^.*\) (\S) /s.exec(readProc(String(pid), "stat")) ?? [];
    return state !== undefined && state !== "Z";
  };
  await until(
    async () => !started.all.some(isAlive) && !(await listens(started.port)),
    () => started.printed(),
  );
}

export function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

async function until(condition: () => boolean | Promise<boolean>, printed: () => string): Promise<void> {
  for (const end = Date.now() + DEADLINE_MS; Date.now() < end; await sleep(50)) if (await condition()) return;
  throw new Error(`not within ${DEADLINE_MS} ms; it printed: ${printed()}`);
}

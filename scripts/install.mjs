import { existsSync, lstatSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "./failure.mjs";
import { fingerprint, isStamped, writeStamp } from "./fingerprint.mjs";
import { root } from "./paths.mjs";
import { run } from "./run.mjs";
import { step } from "./report.mjs";

const STAMP = "node_modules/.vitrine-lock";
const NPM = process.platform === "win32" ? "npm.cmd" : "npm";
/** npm would wait for over a minute before it says that there is no network. */
const PATIENCE = { npm_config_fetch_retry_mintimeout: "2000", npm_config_fetch_retry_maxtimeout: "8000" };
/** Below this nothing can be unpacked any more. */
const FREE_BYTES_MIN = 4_000_000;
const OFFLINE = /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED/;

/** @throws {Failure} when this Node is older than the dependencies allow */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Failure(`Node ${version} is too old: Vitrine needs Node 20.19 or newer (https://nodejs.org).`);
}

/** The checkout's own dependencies. */
const OWN = { folder: ".", name: "Install dependencies", slow: "one to four minutes, once", bytes: 1_800_000_000 };

/**
 * Installs the dependencies of a lock file when they are missing or older than it.
 * @param {{ folder: string, name: string, slow: string, bytes: number }} [what] a folder of the checkout with a package-lock.json,
 *   how the step is called, how long it takes, and how much space it needs at first
 */
export async function installIfStale(what = OWN) {
  const lock = fingerprint([join(what.folder, "package-lock.json")]);
  const stamp = join(what.folder, STAMP);
  if (isStamped(stamp, lock)) return;
  refuseLink(what.folder);
  await step(what.name, () => install(what), { slow: what.slow });
  writeStamp(stamp, lock);
}

/** npm ci empties what a linked node_modules points to, which belongs to another checkout. */
function refuseLink(parent) {
  const folder = join(root, parent, "node_modules");
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  throw new Failure(
    `${folder} is a link to another folder, which an installation would empty: remove the link, then run the same command again.`,
  );
}

async function install({ folder, bytes }) {
  if (!existsSync(join(root, folder, "node_modules"))) await checkSpace(bytes, bytes);
  // npm waits for ever when the disk fills up while it unpacks.
  const full = new AbortController();
  const watch = setInterval(() => void checkSpace(FREE_BYTES_MIN, bytes).catch((error) => full.abort(error)), 1_000);
  try {
    await run(NPM, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: join(root, folder),
      env: { ...PATIENCE, ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1", CHECKPOINT_DISABLE: "1", NODE_ENV: "" },
      failure: "npm could not install the dependencies; what it said stands above.",
      signal: full.signal,
      // On an ordinary signal it goes on unpacking for minutes.
      endSignal: "SIGKILL",
    });
  } catch (error) {
    if (!OFFLINE.test(error.output ?? "")) throw error;
    throw new Failure(
      "npm could not reach its registry: the installation needs the network once; connect, then run the same command again.",
      {
        output: error.output,
      },
    );
  } finally {
    clearInterval(watch);
  }
}

/** @throws {Failure} when less than `least` bytes are free; the installation needs `bytes` */
async function checkSpace(least, bytes) {
  const { bavail, bsize } = await statfs(root);
  if (bavail * bsize >= least) return;
  throw new Failure(
    `The disk is full: ${Math.floor((bavail * bsize) / 1e6)} MB are free below ${root}, and the installation needs ${Math.ceil(bytes / 1e6)} MB.`,
  );
}

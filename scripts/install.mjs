import { existsSync, lstatSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "./failure.mjs";
import { fingerprint, isStamped, writeStamp } from "./fingerprint.mjs";
import { root } from "./paths.mjs";
import { run } from "./run.mjs";
import { step } from "./report.mjs";

const STAMP = "node_modules/.vitrine-lock";
const INSTALL_BYTES = 1_800_000_000;
const NPM = process.platform === "win32" ? "npm.cmd" : "npm";
const OFFLINE = /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED/;

/** @throws {Failure} when this Node is older than the dependencies allow */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Failure(`Node ${version} is too old: Vitrine needs Node 20.19 or newer (https://nodejs.org).`);
}

/** Installs the dependencies of the lock file when they are missing or older than it. */
export async function installIfStale() {
  const lock = fingerprint(["package-lock.json"]);
  if (isStamped(STAMP, lock)) return;
  refuseLink();
  await step("Install dependencies", () => install(lock), { slow: "one to four minutes, once" });
}

/** npm ci empties what a linked node_modules points to, which belongs to another checkout. */
function refuseLink() {
  const folder = join(root, "node_modules");
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  throw new Failure(
    `${folder} is a link to another folder, which an installation would empty: remove the link, then run the same command again.`,
  );
}

async function install(lock) {
  if (!existsSync(join(root, "node_modules"))) await checkSpace();
  try {
    await run(NPM, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
      env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1", CHECKPOINT_DISABLE: "1", NODE_ENV: "" },
      failure: "npm could not install the dependencies; what it said stands above.",
    });
  } catch (error) {
    if (!OFFLINE.test(error.output ?? "")) throw error;
    throw new Failure(
      "npm could not reach its registry: the first start needs the network once; connect, then run the same command again.",
      {
        output: error.output,
      },
    );
  }
  writeStamp(STAMP, lock);
}

async function checkSpace() {
  const { bavail, bsize } = await statfs(root);
  if (bavail * bsize >= INSTALL_BYTES) return;
  throw new Failure(
    `The disk is full: ${Math.floor((bavail * bsize) / 1e6)} MB are free below ${root}, and the installation needs 1800 MB.`,
  );
}

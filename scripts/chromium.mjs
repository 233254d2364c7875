import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Failure } from "./failure.mjs";
import { step } from "./report.mjs";
import { run } from "./run.mjs";

/** Chromium without windows: the same pages for a fraction of the processor time. */
const SHELL = "chromium-headless-shell";
const NAMES = [SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/** What a test's browser is started with: no sandbox, since root has none, and no calls home. */
export const CHROMIUM_ARGS = [
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];
const OTHER_PLACES = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium"];

/** The Chromium for the browser tests: CHROMIUM_PATH, or the first one of the path; null when there is none. */
export function findChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...OTHER_PLACES];
  return candidates.find(isExecutable) ?? null;
}

/**
 * Finds Chromium, installing Debian's where this process may: also beside a full one, which tests run several times slower.
 * @returns {Promise<string>} its path
 * @throws {Failure} naming the one command that gets it
 */
export async function ensureChromium() {
  const found = findChromium();
  if (found && (process.env.CHROMIUM_PATH || found.endsWith(SHELL))) return found;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    await step("Install Chromium", installChromium, { slow: "about a minute, once" }).catch((error) => {
      if (!found) throw error;
    });
    return ensureInstalled(findChromium());
  }
  if (found) return found;
  throw new Failure(`The browser tests need Chromium: run \`sudo apt-get install ${SHELL}\`, or set CHROMIUM_PATH to the one you have.`);
}

async function installChromium() {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const common = ["-o", "DPkg::Lock::Timeout=600", "-qq"];
  const failure = `Chromium could not be installed: run \`apt-get install ${SHELL}\` by hand, or set CHROMIUM_PATH to the one you have.`;
  await run("apt-get", [...common, "update"], { env, failure });
  await run("apt-get", [...common, "install", "-y", "--no-install-recommends", SHELL], { env, failure });
}

function ensureInstalled(path) {
  if (path) return path;
  throw new Failure("Chromium was installed but is not on the PATH: set CHROMIUM_PATH to it.");
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

import { userInfo } from "node:os";
import type { Browser } from "playwright-core";
import { log } from "@/lib/log";
import { processState } from "@/lib/process-state";
import { createDisguise } from "./unprivileged";

const LAUNCH_MS = 30_000;
const ARGS = [
  // Containers have a small /dev/shm, and a page that outgrows it crashes.
  "--disable-dev-shm-usage",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--js-flags=--max-old-space-size=512",
];

/** A way to start Chromium, and what is to be said of it in the log when it has to be taken. */
interface Way {
  isDisguised: boolean;
  hasSandbox: boolean;
  warning: string | null;
}

/** Root's, the best first. Chromium's own sandbox does not run as root. */
const OF_ROOT: Way[] = [
  { isDisguised: true, hasSandbox: true, warning: null },
  {
    isDisguised: true,
    hasSandbox: false,
    warning: "the browser for exports runs without its sandbox, as a user without rights: this kernel allows no user namespaces",
  },
  {
    isDisguised: false,
    hasSandbox: false,
    warning: "the browser for exports runs as root and without its sandbox: it could not be started as another user (docs/export.md)",
  },
];
/** Whoever else runs the server owns its secrets too, and is never left without the sandbox. */
const OF_OTHERS: Way[] = [{ isDisguised: false, hasSandbox: true, warning: null }];

const knownWays = processState("browser-ways", () => new Map<string, Way>());

/**
 * Starts the Chromium at `path` in the best way that works, and remembers which; anything but the best is a warning in the log. Rejects with
 * what the last way failed with.
 */
export async function launchChromium(path: string, env: Readonly<Record<string, string>>): Promise<Browser> {
  const known = knownWays().get(path);
  const ways = known ? [known] : userInfo().uid === 0 ? OF_ROOT : OF_OTHERS;
  let failure: unknown;
  for (const way of ways) {
    try {
      const browser = await launchIn(way, path, env);
      if (way.warning) log.warn({ path }, way.warning);
      knownWays().set(path, way);
      return browser;
    } catch (error) {
      failure = error;
      log.debug({ path, isDisguised: way.isDisguised, hasSandbox: way.hasSandbox, err: error }, "the browser does not start in this way");
    }
  }
  // Whatever was in the way may be gone the next time.
  knownWays().delete(path);
  throw failure;
}

async function launchIn({ isDisguised, hasSandbox }: Way, path: string, env: Readonly<Record<string, string>>): Promise<Browser> {
  // Loaded when it is needed: most servers start without ever exporting.
  const { chromium } = await import("playwright-core");
  const disguise = isDisguised ? createDisguise(path, env) : null;
  try {
    const browser = await chromium.launch({
      executablePath: disguise?.path ?? path,
      args: ARGS,
      chromiumSandbox: hasSandbox,
      env: disguise?.env ?? { ...env },
      timeout: LAUNCH_MS,
      // Signals are the server's: it ends the browser after the last export.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    browser.once("disconnected", () => disguise?.remove());
    return browser;
  } catch (error) {
    disguise?.remove();
    throw error;
  }
}

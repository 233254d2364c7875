import type { Browser } from "playwright-core";
import { env, environmentForPrograms } from "@/lib/env";
import { ApiError } from "@/lib/errors";
import { log } from "@/lib/log";
import { processState } from "@/lib/process-state";
import { findChromium } from "./find-chromium";
import { launchChromium } from "./launch";

/** How long a browser stays that nobody needs: starting one takes a fraction of a second, keeping one some 150 MB. */
const IDLE_MS = 60_000;

interface Held {
  browser: Promise<Browser> | null;
  users: number;
  idle: NodeJS.Timeout | null;
}

const held = processState<Held>("export-browser", () => ({ browser: null, users: 0, idle: null }));

/** Lends the browser, which is started at the first use and ended when nobody has used it for a while. Throws `export_unavailable`. */
export async function withBrowser<Result>(work: (browser: Browser) => Promise<Result>): Promise<Result> {
  const own = held();
  if (own.idle) clearTimeout(own.idle);
  own.idle = null;
  own.users++;
  try {
    return await work(await current(own));
  } finally {
    own.users--;
    if (own.users === 0) {
      own.idle = setTimeout(() => void stopBrowser(), IDLE_MS);
      own.idle.unref();
    }
  }
}

/** Ends the browser, as at shutdown; another use starts another one. */
export async function stopBrowser(): Promise<void> {
  const own = held();
  if (own.idle) clearTimeout(own.idle);
  const ending = own.browser;
  own.browser = null;
  own.idle = null;
  await (await ending?.catch(() => null))?.close();
}

function current(own: Held): Promise<Browser> {
  own.browser ??= launch().then(
    (browser) => {
      // One that crashed is of no more use.
      browser.once("disconnected", () => forget(own, started));
      return browser;
    },
    (error: unknown) => {
      forget(own, started);
      throw error;
    },
  );
  const started = own.browser;
  return started;
}

function forget(own: Held, browser: Promise<Browser>): void {
  if (own.browser === browser) own.browser = null;
}

async function launch(): Promise<Browser> {
  const variables = environmentForPrograms();
  const { CHROMIUM_PATH } = env();
  const executablePath = findChromium(CHROMIUM_PATH, variables.PATH ?? "");
  if (executablePath === null)
    throw new ApiError(
      "export_unavailable",
      CHROMIUM_PATH === undefined
        ? "Exports need Chromium, and this server has none: install Chromium or Chrome on it, or set CHROMIUM_PATH to the one it has."
        : "Exports need Chromium, and there is none where CHROMIUM_PATH points: set it to the program itself, or leave it out.",
    );
  try {
    const browser = await launchChromium(executablePath, variables);
    log.info({ path: executablePath, version: browser.version() }, "the browser for exports is running");
    return browser;
  } catch (cause) {
    throw new ApiError("export_unavailable", "Exports need Chromium, and the one of this server does not start; its log says why.", {
      cause,
    });
  }
}

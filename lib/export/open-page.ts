import type { Browser, BrowserContext, Page, Request } from "playwright-core";
import { OWN_TOKEN_HEADER, ownToken } from "./own-origin";
import { DRAW, type Draw, type Drawn, type Sheet, SHEET_PATH } from "./sheet";

/** What a page is laid out as wide as, before it is known to need more. */
const VIEWPORT = { width: 768, height: 1024 };
const STATIC_PATH = "/_next/static/";

/** Draws a sheet with the renderer, on the page of the server at `origin` that holds nothing else. */
export async function drawSheet(browser: Browser, origin: string, sheet: Sheet, signal: AbortSignal): Promise<Drawn> {
  const options = { viewport: VIEWPORT, reducedMotion: "reduce", colorScheme: sheet.theme, serviceWorkers: "block" } as const;
  // Beside any number of visitors the server's own browser is served.
  const extraHTTPHeaders = { [OWN_TOKEN_HEADER]: ownToken() };
  return inContext(browser, { ...options, extraHTTPHeaders, acceptDownloads: false, locale: sheet.language }, signal, async (context) => {
    await context.route("**/*", (route) => (isOwn(route.request(), origin) ? route.continue() : route.abort()));
    // In development Next loads nothing before it has its own socket; a built server has none.
    await context.routeWebSocket("**/*", (socket) => {
      if (isOwnSocket(socket.url(), origin)) socket.connectToServer();
      else void socket.close();
    });
    const page = await context.newPage();
    const answer = await page.goto(origin + SHEET_PATH, { waitUntil: "domcontentloaded" });
    if (!answer?.ok()) throw new Error(`the page for exports answered ${answer?.status()}`);
    await page.waitForFunction((name) => name in window, DRAW);
    return page.evaluate(([name, what]) => (Reflect.get(window, name) as Draw)(what), [DRAW, sheet] as const);
  });
}

/** Prints a document that needs nothing beside itself, in a page where no script runs and nothing is fetched. */
export async function printDocument(browser: Browser, { html, widthPx }: Drawn, scale: number, signal: AbortSignal): Promise<Uint8Array> {
  const viewport = { ...VIEWPORT, width: widthPx };
  return inContext(browser, { viewport, javaScriptEnabled: false, offline: true }, signal, async (context) => {
    const page: Page = await context.newPage();
    await page.setContent(html, { waitUntil: "load" });
    return page.pdf({ scale, printBackground: true, preferCSSPageSize: true, tagged: true, outline: true });
  });
}

type ContextOptions = Parameters<Browser["newContext"]>[0];

/**
 * A context of its own, which is gone afterwards. When the signal fires it goes at once, and nobody waits for the work in it any more:
 * a page that is just being opened while its context goes never says so.
 */
async function inContext<Result>(
  browser: Browser,
  options: ContextOptions,
  signal: AbortSignal,
  work: (context: BrowserContext) => Promise<Result>,
): Promise<Result> {
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
  });
  signal.throwIfAborted();
  const opening = browser.newContext(options);
  const done = opening.then((context) => {
    signal.throwIfAborted();
    // The signal is the only clock.
    context.setDefaultTimeout(0);
    return work(context);
  });
  try {
    return await Promise.race([done, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
    const closing = opening.then((context) => context.close()).catch(() => undefined);
    if (!signal.aborted) await closing;
  }
}

/** The page, its code, its styles and its fonts: no other address of this server, and none of any other. */
function isOwn(request: Request, origin: string): boolean {
  const url = new URL(request.url());
  return request.method() === "GET" && url.origin === origin && (url.pathname === SHEET_PATH || url.pathname.startsWith(STATIC_PATH));
}

function isOwnSocket(address: string, origin: string): boolean {
  return address.startsWith(`${origin.replace("http", "ws")}/_next/`);
}

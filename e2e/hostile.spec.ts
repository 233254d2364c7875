import { type CDPSession, expect, type Page, test } from "@playwright/test";
import { DEFAULT_UI } from "@/lib/generation/request";
import { CLOSE, escape, OPEN } from "@/lib/genui/read/envelope";
import { createStage } from "@/lib/genui/stage";
import { HEAVY, HOSTILE } from "@/tests/genui/hostile";
import { busyMs, meter } from "./measure";
import type { Seen, Show } from "./renderer-entry";
import { applicationOf, RENDERERS, serveRenderer } from "./renderer-page";

const BLOCKED_MS_MAX = 200;
/** Measurements on a machine that does other things too: the least of so many counts. */
const TRIES = 10;
const CLICKS_MAX = 12;

interface Outcome {
  opened: string[];
  failed: boolean;
  blank: boolean;
  ran: boolean;
  blockedMs: number;
}

test.setTimeout(180_000);
test.use({ trace: "off" });
// One after the other: drawn beside each other, each would be measured with the other's work.
test.describe.configure({ mode: "default" });

// Without the policy of the application, which would hide what gets out: whatever is held here is held with it too.
for (const renderer of RENDERERS) {
  test(`${HOSTILE.length + HEAVY.length} hostile documents stay inside the page, ${renderer}`, async ({ page, baseURL }) => {
    const { styles } = await applicationOf(baseURL ?? "");
    const served = await serveRenderer({ renderer, policy: null, styles });
    const violations = await watch(page, served.origin);
    await page.goto(served.origin);
    const session = await meter(page);
    const problems: string[] = [];
    for (const source of [...HOSTILE, ...HEAVY]) {
      const response = staged(source);
      const outcome = await draw(page, session, response);
      for (let again = 1; again < TRIES && outcome.blockedMs > BLOCKED_MS_MAX; again++)
        outcome.blockedMs = Math.min(outcome.blockedMs, (await draw(page, session, response)).blockedMs);
      const fault = faultOf(outcome);
      if (fault) problems.push(`${fault}: ${source.slice(0, 200)}`);
    }
    expect(problems).toEqual([]);
    expect(violations()).toEqual([]);
    await served.close();
  });
}

/** What the server would never let through. */
const WILD =
  'root = Card([b, i])\nb = ButtonGroup([Button("Go", {type: "open_url", url: "javascript:alert(1)"})])\ni = Image("x", "https://evil.example/p.png")';

test("the canary sings when something gets out", async ({ page, baseURL }) => {
  const { styles } = await applicationOf(baseURL ?? "");
  const served = await serveRenderer({ renderer: "thesys", policy: null, styles });
  const violations = await watch(page, served.origin);
  await page.goto(served.origin);
  const outcome = await draw(page, await meter(page), `${OPEN}${escape(WILD)}\n${CLOSE}`);
  expect(faultOf(outcome)).toContain("opened javascript:");
  await expect.poll(violations).toEqual(expect.arrayContaining([expect.stringContaining("evil.example")]));
  await served.close();
});

/** A control that would draw a billion stops. */
const ENDLESS = '\nf = Form("f", ButtonGroup([]), [FormControl("x", Slider("s", "", "discrete", 0, 1000000000, [1]))])';

test("openui opens, fetches and draws nothing of what the server would not let through", async ({ page, baseURL }) => {
  const { styles } = await applicationOf(baseURL ?? "");
  const served = await serveRenderer({ renderer: "openui", policy: null, styles });
  const violations = await watch(page, served.origin);
  await page.goto(served.origin);
  const outcome = await draw(page, await meter(page), `${OPEN}${escape(WILD.replace("[b, i]", "[b, i, f]") + ENDLESS)}\n${CLOSE}`);
  expect(outcome).toMatchObject({ opened: [], ran: false, blank: false });
  expect(violations()).toEqual([]);
  await served.close();
});

function staged(source: string): string {
  const stage = createStage({ ...DEFAULT_UI, includedComponents: ["EditableTable"] });
  return OPEN + escape(stage.push(source) + stage.end("whole", false)) + CLOSE;
}

function faultOf({ opened, failed, blank, ran, blockedMs }: Outcome): string | null {
  const wrong = opened.find((url) => !/^(https?:|mailto:|[/#?.]|[\w%-]+([/?#]|$)|$)/i.test(url));
  if (ran) return "ran a script";
  if (wrong !== undefined) return `opened ${wrong}`;
  if (failed || blank) return "blank";
  return blockedMs > BLOCKED_MS_MAX ? `blocked the page for ${Math.round(blockedMs)} ms` : null;
}

/** Everything that leaves the page or speaks up: requests of other origins, dialogs, new pages. */
async function watch(page: Page, origin: string): Promise<() => string[]> {
  const found: string[] = [];
  await page.route("**/*", async (route) => {
    const url = route.request().url();
    if (url.startsWith(origin)) return route.continue();
    found.push(`request ${url}`);
    return route.abort();
  });
  page.on("dialog", async (dialog) => {
    found.push(`dialog ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.context().on("page", (opened) => found.push(`page ${opened.url()}`));
  page.on("framenavigated", (frame) => {
    if (frame !== page.mainFrame() || !frame.url().startsWith(origin)) found.push(`navigation ${frame.url()}`);
  });
  return () => found;
}

/** Draws a document, presses what can be pressed, and tells what came of it. */
async function draw(page: Page, session: CDPSession, response: string): Promise<Outcome> {
  const before = await busyMs(session);
  const outcome = await page.evaluate(
    async ({ response, clicks }) => {
      const show = Reflect.get(window, "show") as (what: Show, isNew: boolean) => Promise<void>;
      const seen = Reflect.get(window, "seen") as Seen;
      let blockedMs = 0;
      const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) blockedMs = Math.max(blockedMs, entry.duration);
      });
      observer.observe({ entryTypes: ["longtask"] });
      await show({ response, isStreaming: false, theme: "light" }, true);
      const root = document.getElementById("root");
      const pressable = root?.querySelectorAll<HTMLElement>("a, button, [role=button], [role=tab], [onclick]") ?? [];
      for (const element of Array.from(pressable).slice(0, clicks)) element.click();
      await new Promise((resolve) => setTimeout(resolve, 30));
      observer.disconnect();
      const blank = root?.innerText.trim() === "" && root.querySelector("svg, img, input, button, canvas") === null;
      const ran = root?.querySelector("script, iframe, object, embed, [onerror], [onload]") !== null;
      return { opened: [...seen.opened], failed: seen.failed, blank, ran, blockedMs };
    },
    { response, clicks: CLICKS_MAX },
  );
  // The longest task took no longer than all of them together.
  return { ...outcome, blockedMs: Math.min(outcome.blockedMs, (await busyMs(session)) - before) };
}

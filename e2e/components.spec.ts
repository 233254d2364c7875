import { expect, type Page, test } from "@playwright/test";
import { DEFAULT_UI } from "@/lib/generation/request";
import { COMPONENT_GROUPS, COMPONENTS } from "@/lib/genui/library/library";
import { CLOSE, escape, OPEN } from "@/lib/genui/read/envelope";
import { createStage } from "@/lib/genui/stage";
import { expectAccessible } from "./accessible";
import { collectComplaints } from "./complaints";
import type { Seen, Show } from "./renderer-entry";
import { applicationOf, RENDERERS, type RendererName, serveRenderer } from "./renderer-page";
import type { Site } from "./site";

const NAMES = COMPONENT_GROUPS.flatMap(({ components }) => components).filter((name) => name !== "Card");
/** Themes differ in colours, widths in layout: how an answer comes in is the same in all of them. */
const VIEWS = [
  { theme: "light", width: 1280, height: 900, isStreamed: true },
  { theme: "dark", width: 390, height: 844, isStreamed: false },
] as const;
/** Parts of others, which only draw something where they belong, and there the words of their example. */
const WORDLESS = new Set(["Icon", "Image", "ImageBlock", "ImageGallery", "IconButton"]);

test.setTimeout(240_000);
test.use({ trace: "off" });

/** The answer that shows one component: pieces as they leave while the program comes in. */
function pieces(program: string, length: number): string[] {
  const stage = createStage({ ...DEFAULT_UI, includedComponents: ["EditableTable"] });
  const out = [OPEN];
  for (let at = 0; at < program.length; at += length) out.push(escape(stage.push(program.slice(at, at + length))));
  return [...out, escape(stage.end("whole", false)), CLOSE].filter(Boolean);
}

/** A program that shows the example of each of these components. */
function programOf(...names: string[]): string {
  const ids = names.map((_, index) => `x${index}`);
  return [`root = Card([${ids.join(", ")}])`, ...names.map((name, index) => `${ids[index]} = ${COMPONENTS[name]?.example ?? ""}`)].join(
    "\n",
  );
}

/** The components of each group as one answer; the card around them is the answer itself. */
const SHEETS = COMPONENT_GROUPS.map(({ components }) =>
  pieces(programOf(...components.filter((name) => name !== "Card")), 10_000).join(""),
);

/** A page with the renderer under the policy and the styles of the application. */
async function openRenderer(page: Page, renderer: RendererName, baseURL: string | undefined): Promise<Site> {
  const served = await serveRenderer({ renderer, ...(await applicationOf(baseURL ?? "")) });
  await page.goto(served.origin);
  return served;
}

async function show(page: Page, what: Show): Promise<void> {
  await page.evaluate((what) => (Reflect.get(window, "show") as (what: Show, isNew: boolean) => Promise<void>)(what, true), what);
}

/** Draws what has come of an answer, piece after piece. */
async function stream(page: Page, parts: string[], theme: Show["theme"]): Promise<void> {
  const beginnings = parts.map((_, index) => parts.slice(0, index + 1).join(""));
  await page.evaluate(
    ({ beginnings, theme }) =>
      (Reflect.get(window, "stream") as (beginnings: string[], theme: Show["theme"]) => Promise<void>)(beginnings, theme),
    { beginnings, theme },
  );
}

for (const renderer of RENDERERS) {
  test.describe(renderer, () => {
    // One page for all views: a renderer takes longer to come than to draw.
    test.describe.configure({ mode: "default" });
    let page: Page;
    let served: Site;
    let complaints: string[];

    test.beforeAll(async ({ browser }) => {
      page = await browser.newPage();
      complaints = await collectComplaints(page);
      served = await openRenderer(page, renderer, process.env.E2E_BASE_URL);
    });

    test.afterAll(async () => {
      await page.close();
      await served.close();
    });

    for (const { theme, isStreamed, ...size } of VIEWS) {
      const how = isStreamed ? "streamed and whole" : "whole";
      test(`every component draws ${how}, ${theme}, ${size.width} px`, async () => {
        await page.setViewportSize(size);
        const faults: string[] = [];
        for (const name of NAMES) {
          const parts = pieces(programOf(name), 40);
          if (isStreamed) await stream(page, parts, theme);
          const streamed = isStreamed ? await look(page, WORDLESS.has(name)) : null;
          await show(page, { response: parts.join(""), isStreaming: false, theme });
          const whole = await look(page, WORDLESS.has(name));
          if (whole.failed || (whole.text === "" && !WORDLESS.has(name))) faults.push(`${name} draws nothing`);
          if (streamed && streamed.text !== whole.text) faults.push(`${name} streamed: ${streamed.text}, whole: ${whole.text}`);
          if (whole.overflow > 0) faults.push(`${name} is ${whole.overflow} px wider than the page`);
          const said = complaints.splice(0).filter((text) => !text.includes("404"));
          if (said.length > 0) faults.push(`${name}: ${said.join(" | ")}`);
        }
        expect(faults).toEqual([]);
      });
    }
  });
}

test("everything that openui draws is accessible", async ({ page, baseURL }) => {
  const served = await openRenderer(page, "openui", baseURL);
  // Nothing fades in or grows: all of it is there to be looked at.
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const [index, response] of SHEETS.entries()) {
    await show(page, { response, isStreaming: false, theme: "light" });
    // Without a theme of its own the page follows the system, which is asked for both.
    await page.evaluate(() => delete document.documentElement.dataset.theme);
    await expectAccessible(page, `sheet ${index}`);
  }
  await served.close();
});

/** What can be seen of the answer once it is at rest; words, where there are any, are waited for as long as a busy machine needs. */
async function look(page: Page, isWordless: boolean): Promise<{ text: string; failed: boolean; overflow: number }> {
  return page.evaluate(async (isWordless) => {
    const read = () => (document.getElementById("root")?.innerText ?? "").replace(/\s+/g, " ").trim();
    let text = read();
    for (let turn = 0; turn < 50; turn++) {
      const before = text;
      await new Promise((resolve) => setTimeout(resolve, 60));
      text = read();
      if (text === before && (text !== "" || isWordless)) break;
    }
    const overflow = Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth);
    return { text, failed: (Reflect.get(window, "seen") as Seen).failed, overflow };
  }, isWordless);
}

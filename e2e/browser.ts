import { test as base, expect, type Page } from "@playwright/test";

/** Tests whose page is live wherever it goes, and never tries to evaluate text, which the content policy would report. */
export const test = base.extend({
  page: async ({ page }, use) => {
    const evaluated: string[] = [];
    page.on("console", (message) => {
      if (message.text().includes("unsafe-eval")) evaluated.push(`${message.location().url}: ${message.text()}`);
    });
    await use(live(page));
    expect(evaluated).toEqual([]);
  },
});

/**
 * The page, which from now on has arrived at an address only when React answers there: the server's HTML looks the same before,
 * and what is typed or clicked then is lost. For pages with JavaScript.
 */
export function live(page: Page): Page {
  const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)];
  page.goto = async (...args) => arrived(page, await goto(...args));
  page.reload = async (...args) => arrived(page, await reload(...args));
  return page;
}

async function arrived<Response>(page: Page, response: Response): Promise<Response> {
  await expect(async () => expect(await page.evaluate(dormantControls)).toBe(0)).toPass({ intervals: [20, 50, 100, 200], timeout: 30_000 });
  return response;
}

/** How many controls React has not taken over yet: it marks its elements. */
function dormantControls(): number {
  const controls = [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea")];
  return controls.filter((element) => !Object.keys(element).some((key) => key.startsWith("__reactFiber$"))).length;
}

import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { signInFresh } from "./account";
import { answers, CHAT, clickExample, complete, message, send } from "./playground-steps";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

test.beforeEach(async ({ context, page, baseURL }) => {
  await signInFresh(context, baseURL ?? "");
  await page.goto("/playground");
});

test("screen readers get at most four status messages and the answer once", async ({ page }) => {
  await page.evaluate(() => {
    const said: string[] = [];
    Reflect.set(window, "said", said);
    for (const region of document.querySelectorAll('[role="status"][aria-label="Progress"], [role="log"]')) {
      new MutationObserver(() => said.push(`${region.getAttribute("role")}: ${region.textContent?.slice(0, 60)}`)).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    }
  });
  await clickExample(page, "Chart my CSV");
  await complete(page);
  await expect(page.getByRole("log")).not.toBeEmpty();
  await page.waitForTimeout(1_200);
  const said = await page.evaluate(() => Reflect.get(window, "said") as string[]);
  expect(said.filter((line) => line.startsWith("status")).length).toBeLessThanOrEqual(4);
  expect(said.filter((line) => line.startsWith("log"))).toHaveLength(1);
  expect(said.find((line) => line.startsWith("status"))).toContain("Generating");
});

test("a reader who scrolled up stays there while an answer streams, and can jump back", async ({ page }) => {
  for (const [index, name] of ["Show world population 1950 to 2020", "Chart: a 1, b 2, c 3, d 4", "Chart: e 1, f 2, g 3"].entries()) {
    await send(page, name);
    await complete(page, index + 1);
  }
  await page.route(CHAT, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    await route.continue();
  });
  await send(page, "Chart: h 1, i 2, j 3, k 5");
  await page.waitForTimeout(300);
  const scroller = page.getByRole("region", { name: "Conversation" }).locator("> div.overflow-y-auto");
  await scroller.hover();
  await page.mouse.wheel(0, -900);
  await page.waitForTimeout(300);
  const before = await scroller.evaluate((element) => element.scrollTop);
  await complete(page, 4);
  await page.waitForTimeout(800);
  expect(await scroller.evaluate((element) => element.scrollTop)).toBe(before);
  await page.getByRole("button", { name: "Jump to latest" }).click();
  await expect(page.getByRole("button", { name: "Jump to latest" })).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 390]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 844 } });

      test("axe finds nothing: empty, chart and table, form, tool call, error, panels", async ({ page }) => {
        test.setTimeout(120_000);
        const check = async (where: string) => {
          const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(TAGS).analyze();
          expect(
            violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
            where,
          ).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), where).toBeLessThanOrEqual(0);
        };
        await check("empty");
        for (const name of ["Chart my CSV", "Contact form", "Call a tool"]) {
          await page.goto("/playground");
          await clickExample(page, name);
          await complete(page);
          await page.waitForTimeout(1_200);
          await check(name);
        }
        await page.route(CHAT, (route) =>
          route.fulfill({ status: 503, headers: { "x-request-id": "req_failed" }, json: { error: { message: "No." } } }),
        );
        await page.goto("/playground");
        await clickExample(page, "Capital of France");
        await expect(answers(page).getByText("The request failed")).toBeVisible();
        await check("error");
        await page.getByRole("button", { name: "Settings of the request" }).click();
        await check("settings");
        await page.keyboard.press("Escape");
        await expect(page.getByRole("button", { name: "Settings of the request" })).toBeFocused();
        if (width < 1280) {
          await page.getByRole("button", { name: "Threads" }).click();
          await check("threads");
        }
      });
    });
  }
}

test.describe("320 px", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("nothing has to be scrolled sideways", async ({ page }) => {
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(await overflow()).toBeLessThanOrEqual(0);
    await clickExample(page, "Chart my CSV");
    await complete(page);
    expect(await overflow()).toBeLessThanOrEqual(0);
  });
});

test("the page works while the renderer is still on its way", async ({ page }) => {
  let held = 0;
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/_next/static/**/*.js", async (route) => {
    const response = await route.fetch();
    if ((await response.body()).length > 500_000) {
      held += 1;
      await released;
    }
    await route.fulfill({ response });
  });
  await page.reload({ waitUntil: "domcontentloaded" });
  await expect(message(page)).toBeFocused();
  await clickExample(page, "Capital of France");
  await complete(page);
  await page.getByRole("tab", { name: "Raw" }).click();
  await expect(answers(page)).toContainText("Paris");
  expect(held).toBeGreaterThan(0);
  release();
  await page.getByRole("tab", { name: "Rendered" }).click();
  await expect(answers(page).getByRole("heading", { name: "Capital of France" })).toBeVisible();
});

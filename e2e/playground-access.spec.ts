import { expect, type Locator, type Page } from "@playwright/test";
import { expectAccessible, WIDTHS } from "./accessible";
import { signInFresh } from "./account";
import { test } from "./browser";
import { answers, ASKED, clickExample, complete, message, send } from "./playground-steps";

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
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(ASKED, async (route) => {
    await released;
    await route.continue();
  });
  await send(page, "Chart: h 1, i 2, j 3, k 5");
  await expect(page.getByText("k 5")).toBeInViewport();
  const scroller = page.getByRole("region", { name: "Conversation" }).locator("> div.overflow-y-auto");
  // Answers further up are drawn when they come near, so only what is seen says where the reader is.
  const belowPx = () => scroller.evaluate((element) => element.scrollHeight - element.clientHeight - element.scrollTop);
  const seenAt = async () => (await page.getByText("Chart: e 1, f 2, g 3").first().boundingBox())?.y ?? Number.NaN;
  await scroller.hover();
  await page.mouse.wheel(0, -900);
  await expect.poll(belowPx).toBeGreaterThan(100);
  const before = await rest(seenAt);
  release();
  await complete(page, 4);
  await page.waitForTimeout(800);
  expect(Math.abs((await seenAt()) - before)).toBeLessThanOrEqual(1);
  await page.getByRole("button", { name: "Jump to latest" }).click();
  await expect(page.getByRole("button", { name: "Jump to latest" })).toHaveCount(0);
});

/** The value once it is the same as it was 200 ms before. */
async function rest(read: () => Promise<number>): Promise<number> {
  let last = await read();
  await expect(async () => {
    const before = last;
    last = await read();
    expect(last).toBe(before);
  }).toPass({ intervals: [200] });
  return last;
}

const DRAWN: Record<string, (page: Page) => Locator> = {
  "Chart my CSV": (page) => answers(page).getByRole("img", { name: /^Chart/ }),
  "Contact form": (page) => answers(page).getByRole("textbox", { name: /email/i }),
  "Call a tool": (page) => answers(page).getByLabel("Result of get_weather"),
};

for (const width of WIDTHS) {
  test.describe(`${width} px`, () => {
    // Nothing grows or fades in: what axe looks at is there.
    test.use({ viewport: { width, height: 844 }, contextOptions: { reducedMotion: "reduce" } });

    for (const [name, result] of Object.entries(DRAWN)) {
      test(`axe finds nothing in the answer to ${name}`, async ({ page }) => {
        await clickExample(page, name);
        await complete(page);
        await expect(result(page)).toBeVisible();
        if (name === "Chart my CSV") await answers(page).getByText("Chart data").click();
        await expectAccessible(page, name);
        expect(await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)).toBeLessThanOrEqual(0);
      });
    }

    test("axe finds nothing: empty, error, panels", async ({ page }) => {
      await expectAccessible(page, "empty");
      await page.getByRole("button", { name: /^Model:/ }).click();
      await expect(page.getByRole("combobox", { name: "Search models" })).toBeFocused();
      await expectAccessible(page, "models");
      await page.keyboard.press("Escape");
      await expect(page.getByRole("option")).toHaveCount(0);
      await page.route(ASKED, (route) =>
        route.fulfill({ status: 503, headers: { "x-request-id": "req_failed" }, json: { error: { message: "No." } } }),
      );
      await clickExample(page, "Capital of France");
      await expect(answers(page).getByText("The request failed")).toBeVisible();
      await expectAccessible(page, "error");
      await page.getByRole("button", { name: "Settings of the request" }).click();
      await expectAccessible(page, "settings");
      await page.keyboard.press("Escape");
      await expect(page.getByRole("button", { name: "Settings of the request" })).toBeFocused();
      if (width < 1280) {
        await page.getByRole("button", { name: "Threads" }).click();
        await expectAccessible(page, "threads");
        const close = page.getByRole("button", { name: "Close threads" });
        await expect(close).toBeInViewport();
        await close.click();
        await expect(close).toHaveCount(0);
      }
    });
  });
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
  // The piece is held once it was fetched, which may take longer than the answer.
  await expect.poll(() => held).toBeGreaterThan(0);
  release();
  await page.getByRole("tab", { name: "Rendered" }).click();
  await expect(answers(page).getByRole("heading", { name: "Capital of France" })).toBeVisible();
  // What is fetched ahead may still be on its way through the route.
  await page.unrouteAll({ behavior: "wait" });
});

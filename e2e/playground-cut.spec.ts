import { expect, type Page } from "@playwright/test";
import { signInFresh, type SignedInAccount } from "./account";
import { test } from "./browser";
import { answers, complete, expectDrawnCell, expectDrawnChart, message, send, stored, storedThread } from "./playground-steps";
import { openWithModel, type SlowProvider, startSlowProvider } from "./slow-provider";

test.setTimeout(240_000);

/** Most of an answer: the last statement is in the middle of its text. */
const HALF = [
  "root = Card([h, c, t, p])",
  'h = Header("Sales", "2025")',
  'c = BarChart(["Q1", "Q2", "Q3"], [{category: "Units", values: [10, 20, 30]}], "default")',
  't = Table([Col("Quarter", "string"), Col("Units", "number")], [["Third", 30], ["Second", 20]])',
  "",
  "The third quarter was ",
].join("\n");
const REST = "the best of all.\n";

/** The server of the tests, and one over the same database that draws with the MIT packages. */
const SERVERS = { thesys: process.env.E2E_BASE_URL, openui: process.env.E2E_OPENUI_URL };

for (const [renderer, baseURL] of Object.entries(SERVERS)) {
  test.describe(`drawn by ${renderer}`, () => {
    test.use({ baseURL });
    let account: SignedInAccount;
    let provider: SlowProvider;

    test.beforeEach(async ({ context, page, baseURL }) => {
      account = await signInFresh(context, baseURL ?? "");
      provider = await startSlowProvider();
      await openWithModel(page, provider, account);
    });

    test.afterEach(() => provider.close());

    test("Stop: what arrived stays drawn, also when it is read again, and Continue goes on from it", async ({ page }) => {
      await askForHalf(page, provider);
      await page.getByRole("button", { name: "Stop" }).click();
      await expect(page.getByText("Stopped. What had arrived is kept.")).toBeVisible();
      await expect(message(page)).toBeFocused();
      await expectHalf(page);
      await expect.poll(() => provider.isRead()).toBe(false);
      await stored(page, account);
      const kept = (await storedThread(page, account))?.entries.at(-1);
      expect(kept).toMatchObject({ item: { status: "incomplete" }, details: { state: "stopped" } });
      await page.reload();
      await expectHalf(page);

      const asked = provider.asked();
      await page.getByRole("button", { name: "Continue" }).click();
      const { messages } = await asked;
      expect(messages.at(-1)?.content).toContain("Continue where you stopped.");
      expect(JSON.stringify(messages.at(-2))).toContain("The third quarter was");
      provider.say({ content: REST });
      provider.end("stop");
      await complete(page, 2);
      await expect(answers(page).last().locator(".gen-ui").getByText("the best of all.")).toBeVisible();
      await expectHalf(page);
    });

    test("Reload: the answer goes on where it was, and is asked for once", async ({ page }) => {
      await askForHalf(page, provider);
      let askedAgain = 0;
      void provider.asked().then(() => askedAgain++);
      await expect.poll(async () => (await storedThread(page, account))?.entries.at(-1)?.details?.responseId ?? "").toMatch(/^resp_/);
      await page.reload();
      await expectHalf(page);
      await expect(page.getByRole("button", { name: "Stop" })).toBeVisible();
      provider.say({ content: REST });
      await expect(answers(page).locator(".gen-ui").getByText("the best of all.")).toBeVisible();
      provider.end("stop");
      await complete(page);
      await stored(page, account);
      const kept = (await storedThread(page, account))?.entries.at(-1);
      expect(kept).toMatchObject({ item: { status: "completed" }, details: { state: "done" } });
      await page.reload();
      await expectHalf(page);
      await expect(answers(page).locator(".gen-ui").getByText("the best of all.")).toBeVisible();
      expect(askedAgain).toBe(0);
    });

    test("Leaving for another thread and coming back: the answer has gone on meanwhile", async ({ page }) => {
      await askForHalf(page, provider);
      await page.getByRole("button", { name: "New", exact: true }).click();
      await expect(page.getByRole("list", { name: "Examples" })).toBeVisible();
      provider.say({ content: REST });
      provider.end("stop");
      await page.getByRole("navigation", { name: "Your threads" }).getByRole("link").first().click();
      await expectHalf(page);
      await expect(answers(page).locator(".gen-ui").getByText("the best of all.")).toBeVisible();
      await stored(page, account);
      expect((await storedThread(page, account))?.entries.at(-1)?.details?.state).toBe("done");
    });

    test("a limit of tokens: one saying, and Continue", async ({ page }) => {
      const asked = provider.asked();
      await send(page, "How were sales?");
      await asked;
      provider.say({ content: HALF });
      provider.end("length");
      await complete(page);
      await expectHalf(page);
      await expect(answers(page).getByText(/cut off/i)).toHaveCount(1);
      await expect(answers(page).getByText("Something went wrong")).toHaveCount(0);
      await expect(answers(page).getByRole("button", { name: "Continue" })).toBeVisible();
    });
  });
}

async function askForHalf(page: Page, provider: SlowProvider): Promise<void> {
  const asked = provider.asked();
  await send(page, "How were sales?");
  await asked;
  provider.say({ content: HALF });
  await expectHalf(page);
}

/** The chart, the table and the beginning of the text are drawn by the renderer, not told in a fallback. */
async function expectHalf(page: Page): Promise<void> {
  const answer = answers(page).first();
  await expectDrawnChart(answer);
  await expectDrawnCell(answer, "Third");
  await expect(answer.locator(".gen-ui").getByText("The third quarter was")).toBeVisible();
  await expect(answer.getByText("could not be rendered")).toHaveCount(0);
}

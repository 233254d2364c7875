import { expect, type Page } from "@playwright/test";
import OpenAI, { RateLimitError } from "openai";
import { expectAccessible, WIDTHS } from "./accessible";
import { signInFresh } from "./account";
import { test } from "./browser";
import { answers, complete, send } from "./playground-steps";

const MODEL = "c1/vitrine/offline/v-20261122";
const card = (page: Page) => page.locator("form#limits");

test("a limit of the workspace is set, reached in the playground, raised from there, and asked again, by keyboard alone", async ({
  page,
  context,
  baseURL,
}) => {
  await signInFresh(context, baseURL ?? "");
  await page.goto("/settings");
  const requests = card(page).getByLabel("Requests a minute");
  await requests.focus();
  await page.keyboard.type("none");
  await page.keyboard.press("Enter");
  await expect(card(page).getByText("A whole number from 1 to 1,000,000,000.")).toBeVisible();
  await requests.fill("1");
  await requests.press("Enter");
  await expect(card(page).getByText("Saved.")).toBeVisible();

  await page.goto("/playground");
  await send(page, "Chart our sales: Jan 120, Feb 180");
  await complete(page);
  await send(page, "Add Mar 160");
  await expect(answers(page).last().getByText("The request failed")).toBeVisible();
  await expect(answers(page).last()).toContainText("Rate limit reached for this workspace: 1 request a minute.");
  await expect(answers(page).last()).toContainText(/again in \d+ s/);
  const thread = page.url();
  await answers(page).last().getByRole("link", { name: "Limits in the settings" }).press("Enter");
  await expect(page).toHaveURL(/\/settings#limits$/);
  await requests.fill("100");
  await requests.press("Enter");
  await expect(card(page).getByText("Saved.")).toBeVisible();
  await page.goto(thread);
  await page.getByRole("button", { name: "Retry" }).press("Enter");
  await complete(page, 2);
});

test("a key gets its limits and endpoints, which hold for the official client, and a budget stands on the Usage page", async ({
  page,
  context,
  baseURL,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signInFresh(context, baseURL ?? "");
  await page.goto("/keys");
  await page.getByLabel("Name", { exact: true }).fill("Storefront");
  await page.getByText("Limits", { exact: true }).click();
  await page.getByLabel("Budget a month (US$)").fill("5");
  await page.getByRole("button", { name: "Create key" }).click();
  const reveal = page.getByRole("dialog", { name: "Save your key" });
  await reveal.getByRole("button", { name: "Copy key" }).click();
  const apiKey = await page.evaluate(() => navigator.clipboard.readText());
  await reveal.getByRole("button", { name: "Done" }).click();
  const row = page.getByRole("row").filter({ hasText: "Storefront" });
  await expect(row).toContainText("$5.00 a month");

  await row.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Limits" }).click();
  const dialog = page.getByRole("dialog", { name: "Limits of the key" });
  await expect(dialog.getByLabel("Budget a month (US$)")).toHaveValue("5");
  await dialog.getByLabel("Requests a minute").fill("1.5");
  await dialog.getByLabel("Endpoints").selectOption("some");
  await dialog.getByLabel("Chat completions").check();
  await dialog.getByRole("button", { name: "Save limits" }).click();
  await expect(dialog.getByLabel("Requests a minute")).toBeFocused();
  await expect(dialog.getByText("A whole number from 1 to 1,000,000,000.")).toBeVisible();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page, `the dialog of limits, ${width} px`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await dialog.getByLabel("Requests a minute").fill("1");
  await dialog.getByRole("button", { name: "Save limits" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(row).toContainText("Only chat · 1 request a minute, $5.00 a month");

  const client = new OpenAI({ baseURL: `${baseURL}/v1/embed`, apiKey, maxRetries: 0 });
  const ask = () => client.chat.completions.create({ model: MODEL, messages: [{ role: "user", content: "Hi" }] });
  await ask();
  await expect(ask()).rejects.toThrow(RateLimitError);
  await expect(client.responses.create({ model: MODEL, input: "Hi" })).rejects.toMatchObject({ status: 403, code: "endpoint_not_allowed" });

  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto("/usage");
    await expect(page.getByText("$0.00 of $5.00")).toBeVisible();
    await expectAccessible(page, `/usage with a budget, ${width} px`);
    await page.goto("/settings");
    await expectAccessible(page, `/settings with limits, ${width} px`);
  }
});

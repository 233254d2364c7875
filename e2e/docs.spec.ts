import { expect } from "@playwright/test";
import { expectAccessible, WIDTHS } from "./accessible";
import { signInFresh } from "./account";
import { test } from "./browser";

for (const width of WIDTHS) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 844 } });

    test("the manual is read signed out, with this server's own address", async ({ page, baseURL }) => {
      await page.goto("/docs");
      await expect(page).toHaveURL("/docs/quickstart");
      await expect(page.getByRole("region", { name: "ask.mjs" })).toContainText(`baseURL: "${baseURL}/v1/embed"`);
      await expectAccessible(page, "quickstart");
      if (width < 1024) await page.getByText("Pages of the manual").click();
      await page.getByRole("navigation", { name: "Manual" }).getByRole("link", { name: "Errors" }).click();
      await expect(page.getByRole("row", { name: /invalid_api_key 403/ })).toBeVisible();
      await expectAccessible(page, "errors");
      await page.goto("/docs/api");
      await expectAccessible(page, "reference");
      await page.getByRole("link", { name: "Answer a dialogue with live interface" }).click();
      await expect(page.getByText("POST /v1/embed/chat/completions")).toBeVisible();
      await expect(page.getByText("temperature", { exact: true })).toBeVisible();
      await expectAccessible(page, "endpoint");
    });
  });
}

test("a question of the manual stands in the playground, and is not sent by itself", async ({ page, context, baseURL }) => {
  await signInFresh(context, baseURL ?? "");
  await page.goto("/docs/quickstart");
  await page.getByRole("link", { name: "Open in the playground" }).first().click();
  await expect(page.getByRole("textbox", { name: /message/i })).toHaveValue(/Chart our sales/);
  await expect(page).toHaveURL(/\/playground\?ask=/);
});

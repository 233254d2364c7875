import { expect, type Page } from "@playwright/test";
import { signInFresh } from "./account";
import { test } from "./browser";

test.beforeEach(async ({ context, page, baseURL }) => {
  await signInFresh(context, baseURL ?? "");
  await page.goto("/keys");
});

const submit = (page: Page) => page.getByRole("button", { name: "Create key" }).click();
const name = (page: Page) => page.getByLabel("Name", { exact: true });

const BAD_NAMES = {
  empty: "",
  "white space": "   ",
  "65 characters": "x".repeat(65),
  "20,000 characters": "x".repeat(20_000),
  "a NUL": "a\u0000b",
  "text that turns around": "a\u202eb",
};

test("a name that cannot be is refused beside the field, and another is taken", async ({ page }) => {
  for (const [what, value] of Object.entries(BAD_NAMES)) {
    await test.step(what, async () => {
      await name(page).fill(value);
      await submit(page);
      await expect(page.getByRole("alert").filter({ hasText: "1 to 64 characters" })).toBeVisible();
      await expect(name(page)).toHaveAttribute("aria-invalid", "true");
    });
  }
  await name(page).fill("Good");
  await submit(page);
  await expect(page.getByRole("dialog", { name: "Save your key" })).toBeVisible();
});

test("a last day that is missing, past or too far is refused beside the field", async ({ page }) => {
  await name(page).fill("Storefront");
  await page.getByLabel("Expires").selectOption("custom");
  await submit(page);
  await expect(page.getByRole("alert").filter({ hasText: "Choose a day" })).toBeVisible();
  for (const day of ["2001-01-01", "2999-01-01", "9999-12-31"]) {
    await page.getByLabel("Last day").fill(day);
    await submit(page);
    await expect(page.getByRole("alert").filter({ hasText: "within ten years" })).toBeVisible();
    await expect(page.getByLabel("Last day")).toHaveAttribute("aria-invalid", "true");
  }
});

test("a second key of the same name is refused", async ({ page }) => {
  await name(page).fill("Storefront");
  await submit(page);
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Close without copying" }).click();
  await page.getByRole("button", { name: "Create key" }).click();
  await name(page).fill("STOREFRONT");
  await page.getByRole("dialog").getByRole("button", { name: "Create key" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "already has this name" })).toBeVisible();
});

const FORGED = [
  "[]",
  "[null]",
  "[5]",
  '["text"]',
  '[{"name":5,"expiresAt":null,"models":[]}]',
  '[{"name":"a","expiresAt":"soon","models":"all"}]',
  '[{"name":"a","expiresAt":null,"models":["\\u0000"]}]',
  '[{"name":"a\\ud800b","expiresAt":null,"models":[]}]',
];

test("a forged request is refused with a sentence, whatever is in it", async ({ page }) => {
  let forged = "";
  await page.route("**/keys", (route) => (route.request().method() === "POST" ? route.continue({ postData: forged }) : route.continue()));
  await name(page).fill("Storefront");
  for (forged of FORGED) {
    await test.step(forged, async () => {
      const answered = page.waitForResponse((response) => response.request().method() === "POST");
      await submit(page);
      expect((await answered).status()).toBe(200);
      await expect(page.getByRole("alert").filter({ hasText: /not known here|not valid|must/ })).toBeVisible();
    });
  }
});

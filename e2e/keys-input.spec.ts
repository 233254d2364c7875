import { expect, type Page, test } from "@playwright/test";
import { signInFresh } from "./account";

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

for (const [what, value] of Object.entries(BAD_NAMES)) {
  test(`a name with ${what} is refused beside the field`, async ({ page }) => {
    await name(page).fill(value);
    await submit(page);
    await expect(page.getByRole("alert").filter({ hasText: "1 to 64 characters" })).toBeVisible();
    await expect(name(page)).toHaveAttribute("aria-invalid", "true");
    await name(page).fill("Good");
    await submit(page);
    await expect(page.getByRole("dialog", { name: "Save your key" })).toBeVisible();
  });
}

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

for (const body of FORGED) {
  test(`a forged request ${body} is refused with a sentence`, async ({ page }) => {
    await page.route("**/keys", (route) => {
      const sent = route.request();
      return sent.method() === "POST" ? route.continue({ postData: body }) : route.continue();
    });
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await name(page).fill("Storefront");
    await submit(page);
    expect((await answered).status()).toBe(200);
    await expect(page.getByRole("alert").filter({ hasText: /not known here|not valid|must/ })).toBeVisible();
  });
}

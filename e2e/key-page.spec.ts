import { expect } from "@playwright/test";
import OpenAI from "openai";
import { prisma } from "@/lib/prisma";
import { expectAccessible, WIDTHS } from "./accessible";
import { signInFresh } from "./account";
import { test } from "./browser";

const MODEL = "c1/vitrine/offline/v-20261122";

test("a key's page shows what it was used for, gives it limits, rotates it and says when nobody uses it", async ({
  page,
  context,
  baseURL,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signInFresh(context, baseURL ?? "");
  await page.goto("/keys");
  await page.getByLabel("Name", { exact: true }).fill("Storefront");
  await page.getByRole("button", { name: "Create key" }).click();
  const reveal = page.getByRole("dialog", { name: "Save your key" });
  const copied = async () => {
    await reveal.getByRole("button", { name: "Copy key" }).press("Enter");
    const secret = await page.evaluate(() => navigator.clipboard.readText());
    await reveal.getByRole("button", { name: "Done" }).press("Enter");
    return secret;
  };
  const ask = (apiKey: string) =>
    new OpenAI({ baseURL: `${baseURL}/v1/embed`, apiKey, maxRetries: 0 }).chat.completions.create({
      model: MODEL,
      messages: [{ role: "user", content: "Chart our sales: Jan 120, Feb 180" }],
    });
  const first = await copied();
  await ask(first);

  await page.getByRole("link", { name: "Storefront" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Storefront" })).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("heading", { name: "Cost over time" })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(page.getByRole("img", { name: /^Cost over time/ })).toBeVisible();

  await page.getByRole("button", { name: "Limits" }).press("Enter");
  await page.getByRole("dialog").getByLabel("Requests a minute").fill("1");
  await page.getByRole("dialog").getByRole("button", { name: "Save limits" }).press("Enter");
  await expect(page.getByText("1 request a minute")).toBeVisible();
  await ask(first).catch(() => undefined);
  await expect(ask(first)).rejects.toMatchObject({ status: 429, code: "rate_limit_exceeded" });
  await page.getByRole("button", { name: "Limits" }).press("Enter");
  await page.getByRole("dialog").getByLabel("Requests a minute").fill("100");
  await page.getByRole("dialog").getByRole("button", { name: "Save limits" }).press("Enter");
  await expect(page.getByText("100 requests a minute")).toBeVisible();
  await ask(first);

  await page.getByRole("button", { name: "Rotate" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Rotate key" }).press("Enter");
  const second = await copied();
  await Promise.all([ask(first), ask(second)]);
  await expect(page.getByText("Grace period", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "End grace period" }).press("Enter");
  await expect(page.getByText("Revoked", { exact: true })).toBeVisible();
  await expect(ask(first)).rejects.toMatchObject({ status: 403 });
  const before = page.url();
  await page.getByRole("link", { name: "Storefront" }).press("Enter");
  await expect(page).not.toHaveURL(before);

  await expect(page.getByText("Unused for 30 days")).toHaveCount(0);
  const keyId = page.url().split("/keys/")[1] ?? "";
  // The use a moment ago is written a moment later, and must not be written over this.
  await expect.poll(() => prisma().apiKeyState.count({ where: { keyId, lastUsedAt: { not: null } } }), { timeout: 30_000 }).toBe(1);
  await prisma().apiKeyState.update({ where: { keyId }, data: { lastUsedAt: new Date(Date.now() - 40 * 86_400_000) } });
  await page.reload();
  await expect(page.getByText("Unused for 30 days")).toBeVisible();
  await page.getByRole("link", { name: "Audit" }).press("Enter");
  await expect(page.getByRole("table", { name: "Events" })).toContainText("created the key Storefront");
});

test("404: a key's page of another workspace is a missing one", async ({ page, context, baseURL }) => {
  await signInFresh(context, baseURL ?? "");
  const response = await page.goto("/keys/key_0000000000000000000000");
  expect(response?.status()).toBe(404);
});

for (const width of WIDTHS) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 844 } });

    test("the key page and the audit pass axe and fit the window", async ({ page, context, baseURL }) => {
      await signInFresh(context, baseURL ?? "");
      await page.goto("/audit");
      await expectAccessible(page, "audit without an event");
      await page.goto("/keys");
      await page.getByLabel("Name", { exact: true }).fill("A name that is as long as a name can be, 64 characters, no more.");
      await page.getByRole("button", { name: "Create key" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Done" }).click();
      await page.getByRole("button", { name: "Close without copying" }).click();
      await page.getByRole("link", { name: "A name that is" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toContainText("A name that is");
      await expectAccessible(page, "key");
      await page.goto("/audit");
      await page.getByText("What changed").first().click();
      await expectAccessible(page, "audit");
    });
  });
}

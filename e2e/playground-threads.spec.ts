import { expect } from "@playwright/test";
import { findThread, listThreads } from "@/lib/conversations/queries";
import { signInFresh } from "./account";
import { test } from "./browser";
import { answers, clickExample, complete, stored } from "./playground-steps";

test("threads: reopened, found, renamed, deleted; another user's is not there", async ({ page, browser, context, baseURL }) => {
  const account = await signInFresh(context, baseURL ?? "");
  await page.goto("/playground");
  await clickExample(page, "Capital of France");
  await complete(page);
  const list = page.getByRole("navigation", { name: "Your threads" });
  const address = page.url();
  await stored(page, account);
  await page.getByRole("button", { name: "New", exact: true }).click();
  await expect(page.getByRole("list", { name: "Examples" })).toBeVisible();
  await expect(page).toHaveURL(/\/playground$/);
  await page.goBack();
  await expect(answers(page)).toContainText("Paris");
  await page.goto(address);
  await expect(answers(page)).toContainText("Paris");

  await page.getByLabel("Search threads").fill("nothing like it");
  await expect(page.getByText("No thread has that in its title.")).toBeVisible();
  await page.getByLabel("Search threads").fill("FRANCE");
  await list.getByRole("button", { name: /^Options of/ }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await expect(page.getByLabel("Title")).toBeFocused();
  await page.getByLabel("Title").fill("A capital");
  await page.keyboard.press("Enter");
  // Until the dialog has closed, the page behind it takes no keys: what is typed there is lost.
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByText("No thread has that in its title.")).toBeVisible();
  await page.getByLabel("Search threads").fill("");
  await expect(list.getByRole("link", { name: "A capital" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "A capital", level: 1 })).toBeVisible();

  const stranger = await browser.newContext();
  await signInFresh(stranger, baseURL ?? "", "Bob");
  const theirs = await stranger.newPage();
  expect((await theirs.goto(address))?.status()).toBe(404);
  await stranger.close();

  await list.getByRole("button", { name: /^Options of/ }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(list.getByRole("link")).toHaveCount(0);
  await expect(page).toHaveURL(/\/playground$/);
  const principal = { ...account, via: { type: "session" as const, sessionId: "test" } };
  expect(await listThreads(principal)).toEqual([]);
  expect(await findThread(principal, address.split("/").at(-1) ?? "")).toBeNull();
});

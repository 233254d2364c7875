import { expect } from "@playwright/test";
import { expectAccessible, WIDTHS } from "./accessible";
import { signInFresh } from "./account";
import { test } from "./browser";
import { createAccount, forgetAttempts, newEmail, otherPage, PASSWORD, signIn } from "./sign-in";

test.beforeEach(forgetAttempts);

test("who is invited signs up and sees; as a viewer they create nothing; as a member they do; removed they see nothing", async ({
  page,
  browser,
  context,
  baseURL,
}) => {
  await signInFresh(context, baseURL ?? "", "Grace Hopper");
  await page.goto("/members");
  const email = newEmail();
  await page.getByRole("button", { name: "Invite" }).press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Role").selectOption("viewer");
  await dialog.getByLabel("E-mail").fill("no address");
  await dialog.getByLabel("E-mail").press("Enter");
  await expect(dialog.getByText("This is not an e-mail address.")).toBeVisible();
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByLabel("E-mail").press("Enter");
  const link = await dialog.locator("code[data-secret]").innerText();
  await dialog.getByRole("button", { name: "Done" }).press("Enter");
  await expect(page.getByRole("list", { name: "Open invitations" })).toContainText(email);
  expect(await page.content()).not.toContain(link.split("/invite/")[1]);

  const guest = await otherPage(browser);
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "Join Grace Hopper" })).toBeVisible();
  await expect(guest.getByLabel("E-mail")).toHaveValue(email);
  await guest.getByLabel("Name").fill("Alan");
  await guest.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await guest.getByLabel("Password", { exact: true }).press("Enter");
  await expect(guest.getByText("You are a viewer of Grace Hopper")).toBeVisible();
  await guest.goto("/keys");
  await expect(guest.getByText("No key yet")).toBeVisible();
  await expect(guest.getByRole("button", { name: "Create key" })).toHaveCount(0);
  await guest.goto("/settings");
  await expect(guest.getByRole("heading", { name: "Sessions" })).toBeVisible();
  await expect(guest.locator("form#limits")).toHaveCount(0);

  await page.reload();
  await expect(page.getByText("Open invitations")).toHaveCount(0);
  await page.getByLabel("Role of Alan").selectOption("member");
  await expect(page.getByLabel("Role of Alan")).toBeEnabled();
  await guest.goto("/keys");
  await guest.getByLabel("Name", { exact: true }).fill("Alan's");
  await guest.getByRole("button", { name: "Create key" }).click();
  await expect(guest.getByRole("dialog", { name: "Save your key" })).toBeVisible();

  await page.getByLabel("Role of Grace Hopper").selectOption("viewer");
  await expect(page.getByText("A workspace needs an owner.")).toBeVisible();
  await expect(page.getByLabel("Role of Grace Hopper")).toHaveValue("owner");
  await page.reload();
  await page.getByRole("button", { name: "Remove Alan" }).press("Enter");
  await expect(page.getByRole("dialog")).toContainText("One key stops working");
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).press("Enter");
  await expect(page.getByLabel("Role of Alan")).toHaveCount(0);
  await guest.goto("/keys");
  await expect(guest).toHaveURL(/\/sign-in/);
  await guest.goto(link);
  await expect(guest.getByText("This invitation has been used")).toBeVisible();
});

test("who has an account joins with it, goes between the workspaces, and leaves", async ({ page, browser, context, baseURL }) => {
  await signInFresh(context, baseURL ?? "", "Grace Hopper");
  await page.goto("/members");
  await page.getByRole("button", { name: "Invite" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Make link" }).click();
  const link = await page.getByRole("dialog").locator("code[data-secret]").innerText();

  const email = await createAccount();
  const guest = await otherPage(browser);
  await guest.goto(link);
  await guest.getByRole("link", { name: "Sign in to join" }).click();
  await guest.waitForURL(/\/sign-in/);
  await signIn(guest, email, PASSWORD);
  await guest.getByRole("button", { name: `Join as ${email}` }).click();
  await guest.waitForURL("**/playground");
  await guest.goto("/members");
  await expect(guest.getByRole("list", { name: "Members" })).toContainText("Grace Hopper");
  await expect(guest.getByRole("button", { name: "Invite" })).toHaveCount(0);
  const switchTo = async (name: string) => {
    await guest.getByRole("button", { name: /^Account/ }).press("Enter");
    await guest.getByRole("menuitemradio", { name }).press("Enter");
    await guest.waitForURL("**/playground");
    await guest.goto("/members");
  };
  await switchTo("Ada Lovelace");
  await expect(guest.getByRole("list", { name: "Members" })).not.toContainText("Grace Hopper");
  await switchTo("Grace Hopper");
  await guest.getByRole("button", { name: "Leave" }).click();
  await guest.getByRole("dialog").getByRole("button", { name: "Leave" }).click();
  await guest.waitForURL("**/playground");
  await guest.goto("/members");
  await expect(guest.getByRole("list", { name: "Members" })).not.toContainText("Grace Hopper");
});

for (const width of WIDTHS) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 844 } });

    test("the members page, its dialogs and the page of an invitation pass axe and fit the window", async ({
      page,
      browser,
      context,
      baseURL,
    }) => {
      await signInFresh(context, baseURL ?? "");
      await page.goto("/members");
      await expectAccessible(page, "alone");
      await page.getByRole("button", { name: "Rename workspace" }).click();
      await expectAccessible(page, "rename");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Invite" }).click();
      await expectAccessible(page, "invite");
      await page.getByRole("dialog").getByRole("button", { name: "Make link" }).click();
      const link = await page.getByRole("dialog").locator("code[data-secret]").innerText();
      await expectAccessible(page, "link");
      await page.getByRole("dialog").getByRole("button", { name: "Done" }).click();
      await expect(page.getByText("Whoever has the link")).toBeVisible();
      await expectAccessible(page, "with an invitation");
      await page.goto(link);
      await expectAccessible(page, "signed in already");
      const stranger = await otherPage(browser);
      await stranger.setViewportSize({ width, height: 844 });
      await stranger.goto(link);
      await expectAccessible(stranger, "invited");
      await stranger.goto("/invite/unknown");
      await expectAccessible(stranger, "no invitation");
    });
  });
}

import { expect } from "@playwright/test";
import { createOwnerLink } from "@/lib/auth/owner-link";
import { expectAccessible, WIDTHS } from "./accessible";
import { signInFresh } from "./account";
import { test } from "./browser";
import { createAccount, forgetAttempts, newEmail, otherPage, PASSWORD, signIn, WRONG } from "./sign-in";

test.beforeEach(forgetAttempts);

test.describe("settings", () => {
  test("a session ended from here is out at its next click; a new password ends all others", async ({ page, browser }) => {
    const email = await createAccount();
    const [laptop, phone] = [await otherPage(browser), await otherPage(browser)];
    for (const each of [page, laptop, phone]) {
      await each.goto("/sign-in?returnTo=/settings");
      await signIn(each, email, PASSWORD);
      await each.waitForURL(({ pathname }) => pathname === "/settings");
    }
    await page.reload();
    await expect(page.getByText("This browser")).toHaveCount(1);
    const ends = page.getByRole("button", { name: /^End the session of/ });
    await expect(ends).toHaveCount(2);
    await ends.first().click();
    await expect(ends).toHaveCount(1);
    await page.getByLabel("Current password").fill(PASSWORD);
    await page.getByLabel("New password").fill("another long pass phrase");
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(page.getByText("Saved.")).toBeVisible();
    await expect(ends).toHaveCount(0);
    for (const each of [laptop, phone]) {
      await each.getByRole("link", { name: "API keys" }).click();
      await expect(each).toHaveURL(/\/sign-in/);
    }
    await laptop.goto("/sign-in");
    await signIn(laptop, email, PASSWORD);
    await expect(laptop.getByText(WRONG)).toBeVisible();
    await signIn(laptop, email, "another long pass phrase");
    await laptop.waitForURL("**/playground");
  });

  test("an account without a password is told once, and sets one", async ({ page, context, baseURL }) => {
    const { email } = await signInFresh(context, baseURL ?? "");
    await page.goto("/settings");
    const hint = page.getByRole("note").filter({ hasText: "to sign in without a link" });
    await expect(hint).toBeVisible();
    await hint.getByRole("button", { name: "Dismiss" }).click();
    await page.reload();
    await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
    await expect(hint).toHaveCount(0);
    await page.getByLabel("New password").fill("qwertyuiop");
    await page.getByRole("button", { name: "Set password" }).click();
    await expect(page.getByText("This password is too easy to guess.")).toBeVisible();
    await page.getByLabel("New password").fill(PASSWORD);
    await page.getByRole("button", { name: "Set password" }).click();
    await expect(page.getByText("Saved.")).toBeVisible();
    await context.clearCookies();
    await page.goto("/sign-in");
    await signIn(page, email, PASSWORD);
    await page.waitForURL("**/playground");
  });

  test("a member sees neither users nor the switch; the owner opens sign-up, and disables who came", async ({
    page,
    browser,
    context,
    baseURL,
  }) => {
    await signInFresh(context, baseURL ?? "");
    await page.goto("/settings");
    await expect(page.getByRole("heading", { name: "Sessions" })).toBeVisible();
    await expect(page.getByRole("switch")).toHaveCount(0);

    const stranger = await otherPage(browser);
    await stranger.goto("/sign-up");
    await expect(stranger.getByText("Sign-up is closed")).toBeVisible();

    const owner = await otherPage(browser);
    await owner.goto(`/sign-in/link/${(await createOwnerLink()).token}`);
    await owner.waitForURL("**/playground");
    await owner.goto("/settings");
    await owner.getByRole("switch", { name: "Allow sign-up" }).click();
    // It shows the wish at once, and can be moved again when that is saved.
    await expect(owner.getByRole("switch", { name: "Allow sign-up" })).toBeChecked();
    await expect(owner.getByRole("switch", { name: "Allow sign-up" })).toBeEnabled();

    const email = newEmail();
    await stranger.goto("/sign-up");
    await stranger.getByLabel("E-mail").fill(email);
    await stranger.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await stranger.getByRole("button", { name: "Create account" }).click();
    await expect(stranger.getByText("Now sign in")).toBeVisible();
    await stranger.getByRole("link", { name: "Sign in" }).first().click();
    await stranger.waitForURL("**/sign-in");
    await signIn(stranger, email, PASSWORD);
    await stranger.waitForURL("**/playground");

    await owner.reload();
    await owner.getByRole("button", { name: `Disable ${email}` }).click();
    await expect(owner.getByRole("button", { name: `Enable ${email}` })).toBeVisible();
    await stranger.goto("/settings");
    await expect(stranger).toHaveURL(/\/sign-in/);
    await owner.getByRole("switch", { name: "Allow sign-up" }).click();
    await expect(owner.getByRole("switch", { name: "Allow sign-up" })).not.toBeChecked();
    await expect(owner.getByRole("switch", { name: "Allow sign-up" })).toBeEnabled();
  });
});

for (const width of WIDTHS) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 844 } });

    test("every state of the pages passes axe and fits the window", async ({ page, context, baseURL }) => {
      await page.goto("/sign-in");
      await expectAccessible(page, "sign-in");
      await signIn(page, newEmail(), PASSWORD);
      await expect(page.getByText(WRONG)).toBeVisible();
      await expectAccessible(page, "wrong password");
      await page.goto("/sign-up");
      await expectAccessible(page, "sign-up");
      await page.goto("/sign-in/link/unknown");
      await expectAccessible(page, "unknown link");
      await signInFresh(context, baseURL ?? "");
      await page.goto("/settings");
      await expectAccessible(page, "settings of a member");
      await page.goto(`/sign-in/link/${(await createOwnerLink()).token}`);
      await page.waitForURL("**/playground");
      await page.goto("/settings");
      await expect(page.getByRole("switch")).toBeVisible();
      await expectAccessible(page, "settings of the owner");
    });
  });
}

import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { createOwnerLink } from "@/lib/auth/owner-link";
import { signInFresh } from "./account";
import { createAccount, forgetAttempts, newEmail, otherPage, PASSWORD, signIn, WRONG } from "./sign-in";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

test.beforeEach(forgetAttempts);

async function expectAccessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(TAGS).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
    where,
  ).toEqual([]);
}

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
    await expect(owner.getByRole("switch", { name: "Allow sign-up" })).toBeChecked();

    const email = newEmail();
    await stranger.goto("/sign-up");
    await stranger.getByLabel("E-mail").fill(email);
    await stranger.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await stranger.getByRole("button", { name: "Create account" }).click();
    await expect(stranger.getByText("Now sign in")).toBeVisible();
    await stranger.getByRole("link", { name: "Sign in" }).first().click();
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

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 390]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 844 } });

      test("every state of the pages passes axe and fits the window", async ({ page, context, baseURL }) => {
        const check = async (where: string) => {
          await expectAccessible(page, where);
          expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${where} fits`).toBe(true);
        };
        await page.goto("/sign-in");
        await check("sign-in");
        await signIn(page, newEmail(), PASSWORD);
        await expect(page.getByText(WRONG)).toBeVisible();
        await check("wrong password");
        await page.goto("/sign-up");
        await check("sign-up");
        await page.goto("/sign-in/link/unknown");
        await check("unknown link");
        await signInFresh(context, baseURL ?? "");
        await page.goto("/settings");
        await check("settings of a member");
        await page.goto(`/sign-in/link/${(await createOwnerLink()).token}`);
        await page.waitForURL("**/playground");
        await page.goto("/settings");
        await expect(page.getByRole("switch")).toBeVisible();
        await check("settings of the owner");
      });
    });
  }
}

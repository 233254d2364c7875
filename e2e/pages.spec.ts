import { expect, type Page } from "@playwright/test";
import { createKey, rotateKey, setKeyDisabled } from "@/lib/keys/mutations";
import { expectAccessible, WIDTHS } from "./accessible";
import { signInFresh, type SignedInAccount } from "./account";
import { test } from "./browser";
import { collectComplaints } from "./complaints";
import { weighScripts } from "./page-weight";

const SCRIPT_BYTES_MAX = 200 * 1024;
const SIGNED_OUT = ["/", "/sign-in", "/nothing-here"];

async function makeKeys({ userId, workspaceId }: SignedInAccount): Promise<void> {
  const actor = { type: "cli", userId, workspaceId, ip: null, userAgent: null, requestId: null } as const;
  const make = async (name: string, models: string[] = []) => {
    const made = await createKey(actor, { name, models, expiresAt: new Date(Date.now() + 3 * 86_400_000) });
    if (!made.ok) throw new Error(made.reason);
    return made.key.id;
  };
  await make("A name that is as long as a name can be, 64 characters, no more.");
  await setKeyDisabled(actor, await make("Staging", ["c1/vitrine/offline/v-20261122"]), true);
  await rotateKey(actor, await make("Storefront"), 900);
}

/** Targets must be 24 px in both directions; links in a sentence and controls inside their label are excused. */
async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("a, button, select, input:not([type=hidden])")].flatMap((element) => {
      const target = element.closest("label") ?? element;
      const { width, height } = target.getBoundingClientRect();
      const inSentence = element.matches("p a") && getComputedStyle(element).display === "inline";
      const hidden = width === 0 || !element.checkVisibility({ visibilityProperty: true });
      return hidden || inSentence || (width >= 24 && height >= 24) ? [] : [`${element.outerHTML.slice(0, 120)} ${width}x${height}`];
    }),
  );
}

for (const width of WIDTHS) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 844 } });

    test("the pages of those signed out pass axe", async ({ page }) => {
      for (const path of SIGNED_OUT) {
        await page.goto(path);
        await expectAccessible(page, path);
        expect(await smallTargets(page), path).toEqual([]);
      }
    });

    test("the keys page passes axe: empty, filled, menu, dialogs, secret", async ({ page, context, baseURL }) => {
      test.setTimeout(240_000);
      const account = await signInFresh(context, baseURL ?? "");
      await page.goto("/keys");
      await expectAccessible(page, "empty");
      await makeKeys(account);
      await page.reload();
      await expect(page.getByText("Grace period")).toBeVisible();
      await expectAccessible(page, "filled");
      expect(await smallTargets(page)).toEqual([]);
      if (width < 1024) {
        await page.getByRole("button", { name: "Open navigation" }).click();
        await expectAccessible(page, "navigation");
      }
      await page.getByRole("button", { name: /^Account/ }).click();
      await expectAccessible(page, "account menu");
      await page.keyboard.press("Escape");
      if (width < 1024) await page.keyboard.press("Escape");
      await page.getByRole("button", { name: /^Actions for Staging/ }).click();
      await expectAccessible(page, "menu");
      await page.getByRole("menuitem", { name: "Revoke" }).click();
      await expectAccessible(page, "revoke");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Create key" }).click();
      await page.getByLabel("Models").selectOption("some");
      await page.getByRole("dialog").getByRole("button", { name: "Create key" }).click();
      await expect(page.getByText("1 to 64 characters")).toBeVisible();
      await expectAccessible(page, "create with an error");
      await page.getByLabel("Name", { exact: true }).fill("Fresh");
      await page.getByRole("dialog").getByRole("button", { name: "Create key" }).click();
      await expect(page.getByRole("dialog", { name: "Save your key" })).toBeVisible();
      await expectAccessible(page, "secret");
    });
  });
}

test.describe("320 px", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("nothing has to be scrolled sideways", async ({ page, context, baseURL }) => {
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    for (const path of SIGNED_OUT) {
      await page.goto(path);
      expect(await overflow(), path).toBeLessThanOrEqual(0);
    }
    const account = await signInFresh(context, baseURL ?? "");
    await page.goto("/keys");
    expect(await overflow(), "empty").toBeLessThanOrEqual(0);
    await makeKeys(account);
    await page.reload();
    expect(await overflow(), "filled").toBeLessThanOrEqual(0);
    await page.getByRole("button", { name: "Open navigation" }).click();
    await expect(page.getByRole("dialog", { name: "Navigation" }).getByRole("link", { name: "API keys" })).toBeVisible();
    expect(await overflow(), "navigation").toBeLessThanOrEqual(0);
  });
});

test("every page but the playground loads at most 200 KB of script, under a policy that nothing breaks", async ({
  page,
  context,
  baseURL,
}) => {
  const complaints = await collectComplaints(page);
  await signInFresh(context, baseURL ?? "");
  const signedIn = await context.cookies();
  for (const path of ["/sign-in", "/sign-up", "/settings", "/keys"]) {
    if (path.startsWith("/sign-")) await context.clearCookies();
    else await context.addCookies(signedIn);
    const weight = weighScripts(page);
    const response = await page.goto(path, { waitUntil: "networkidle" });
    const policy = response?.headers()["content-security-policy"] ?? "";
    const scripts = policy.split("; ").find((directive) => directive.startsWith("script-src ")) ?? "";
    expect(scripts, path).toMatch(/^script-src 'self' 'nonce-[\w+/]{22}==' 'strict-dynamic'$/);
    const bytes = await weight.gzipBytes();
    test.info().annotations.push({ type: "script", description: `${path}: ${Math.round(bytes / 1024)} KB gzip` });
    expect(bytes, path).toBeGreaterThan(50 * 1024);
    expect(bytes, path).toBeLessThanOrEqual(SCRIPT_BYTES_MAX);
  }
  // The page answers: its scripts ran.
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(page.getByText("1 to 64 characters")).toBeVisible();
  expect(complaints).toEqual([]);
});

test("a nonce is never used twice, and only https asks for https", async ({ request, baseURL }) => {
  const [first, second] = [await request.get("/sign-in"), await request.get("/sign-in")];
  expect(first.headers()["content-security-policy"]).not.toBe(second.headers()["content-security-policy"]);
  expect(first.headers()).toMatchObject({ "x-content-type-options": "nosniff", "cross-origin-opener-policy": "same-origin" });
  expect("strict-transport-security" in first.headers()).toBe((baseURL ?? "").startsWith("https:"));
});

test("the theme is chosen in the account menu and is there on the first paint", async ({ page, context, baseURL }) => {
  await signInFresh(context, baseURL ?? "");
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/keys");
  const canvas = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await canvas();
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  const dark = await canvas();
  expect(dark).not.toBe(light);
  const html = await (await page.request.get("/keys")).text();
  expect(html).toContain('data-theme="dark"');
  await page.reload();
  expect(await canvas()).toBe(dark);
});

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, type Page } from "@playwright/test";
import OpenAI from "openai";
import { signInFresh } from "./account";
import { test } from "./browser";
import { readTraces } from "./secret-traces";

const MODEL = "c1/vitrine/offline/v-20261122";
const PROMPT = "Chart our sales: Jan 120, Feb 180, Mar 160, Apr 210";

test.beforeEach(async ({ context, page, baseURL }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signInFresh(context, baseURL ?? "");
  await page.goto("/keys");
});

const row = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });
const reveal = (page: Page) => page.getByRole("dialog", { name: "Save your key" });
const client = (baseURL: string | undefined, apiKey: string) => new OpenAI({ baseURL: `${baseURL}/v1/embed`, apiKey, maxRetries: 0 });

/** Creates a key in the form that is shown and leaves the secret copied and the dialog closed. */
async function createKey(page: Page, name: string): Promise<string> {
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create key" }).last().click();
  return copySecret(page);
}

async function copySecret(page: Page): Promise<string> {
  await reveal(page).getByRole("button", { name: "Copy key" }).click();
  const secret = await page.evaluate(() => navigator.clipboard.readText());
  await reveal(page).getByRole("button", { name: "Done" }).click();
  await expect(reveal(page)).toHaveCount(0);
  return secret;
}

async function chooseAction(page: Page, key: string, action: string): Promise<void> {
  await row(page, key)
    .getByRole("button", { name: /^Actions for/ })
    .click();
  await page.getByRole("menuitem", { name: action }).click();
}

/** Runs the copied example as it stands, as `node` would from a file beside the package. */
async function run(program: string): Promise<string> {
  const node = promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], { timeout: 30_000 });
  return (await node).stdout;
}

test("create, copy, call from outside, see it used, revoke by name, 403", async ({ page, baseURL }) => {
  test.setTimeout(120_000);
  await page.getByLabel("Name", { exact: true }).fill("Storefront");
  await page.getByRole("button", { name: "Create key" }).click();
  await reveal(page).getByRole("tab", { name: "TypeScript" }).click();
  await reveal(page).getByRole("button", { name: "Copy TypeScript example" }).click();
  const program = await page.evaluate(() => navigator.clipboard.readText());
  const secret = await copySecret(page);
  expect(secret).toMatch(/^vtr_live_[0-9A-Za-z]{49}$/);
  await expect(row(page, "Storefront")).toContainText(`${secret.slice(0, 13)}…${secret.slice(-4)}`);
  await expect(row(page, "Storefront")).toContainText("Never");

  expect(await run(program)).toMatch(/^<content thesys="true" version="2">[\s\S]+<\/content>$/);

  await expect(async () => {
    await page.reload();
    await expect(row(page, "Storefront")).toContainText("1 in 24 h", { timeout: 1_000 });
    await expect(row(page, "Storefront").getByRole("cell").nth(3)).toContainText(/just now|minute/, { timeout: 1_000 });
  }).toPass({ timeout: 45_000 });

  await chooseAction(page, "Storefront", "Revoke");
  const dialog = page.getByRole("dialog", { name: "Revoke key" });
  await expect(dialog).toContainText("1 request in the last 24 hours");
  await dialog.getByLabel(/^Type/).fill("storefront");
  await dialog.getByRole("button", { name: "Revoke key" }).click();
  await expect(dialog.getByRole("alert").filter({ hasText: "not the key's name" })).toBeVisible();
  await dialog.getByLabel(/^Type/).fill("Storefront");
  await dialog.getByRole("button", { name: "Revoke key" }).click();
  await expect(dialog).toHaveCount(0);

  const refused = client(baseURL, secret).chat.completions.create({ model: MODEL, messages: [{ role: "user", content: PROMPT }] });
  await expect(refused).rejects.toMatchObject({ status: 403, code: "invalid_api_key" });
  await expect(page.getByRole("heading", { name: "Every key is revoked" })).toBeVisible();
  await page.getByRole("button", { name: "Show revoked keys" }).click();
  await expect(row(page, "Storefront")).toContainText("Revoked");
  expect(new URL(page.url()).search).toBe("?revoked=1");
});

test("the secret is shown once and leaves no trace", async ({ page, baseURL }) => {
  const carriers: string[] = [];
  const bodies: Promise<void>[] = [];
  let secret = "";
  const look = (method: string, text: string) => void (/vtr_live_[0-9A-Za-z]{49}/.test(text) && carriers.push(method));
  page.on("response", (response) => {
    const method = response.request().method();
    if (method !== "POST")
      bodies.push(
        response.text().then(
          (text) => look(method, text),
          () => undefined,
        ),
      );
  });
  // A busy browser may have let go of an answer before it is asked for it, so this one is read on its way.
  await page.route("**/keys", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    const response = await route.fetch();
    look("POST", await response.text());
    await route.fulfill({ response });
  });

  await page.getByLabel("Name", { exact: true }).fill("Storefront");
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(reveal(page)).toBeVisible();
  secret = (await reveal(page).locator("[data-secret]").textContent()) ?? "";
  for (const language of ["curl", "Python", "TypeScript"]) {
    await reveal(page).getByRole("tab", { name: language }).click();
    const code = reveal(page).getByRole("tabpanel");
    await expect(code).toContainText(`${baseURL}/v1/embed`);
    await expect(code).toContainText(MODEL);
    await expect(code).toContainText(secret);
  }

  // Nothing but a decision closes the dialog before the key was copied.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(reveal(page).getByRole("alert")).toContainText("not copied");
  await page.mouse.click(5, 5);
  await expect(reveal(page)).toBeVisible();
  const asked = page.waitForEvent("dialog");
  const leaving = page.evaluate(() => window.location.assign("/settings"));
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await leaving;
  await reveal(page).getByRole("button", { name: "Close without copying" }).click();
  await expect(reveal(page)).toHaveCount(0);

  expect(secret).toMatch(/^vtr_live_[0-9A-Za-z]{49}$/);
  expect(await readTraces(page)).not.toContain(secret);
  // Once a page is left, the browser forgets what it got.
  for (const leave of [() => page.reload(), () => page.goto("/settings"), () => page.goBack()]) {
    await Promise.all(bodies);
    await leave();
  }
  await expect(row(page, "Storefront")).toBeVisible();
  expect(await readTraces(page)).not.toContain(secret);
  await Promise.all(bodies);
  expect(carriers).toEqual(["POST"]);
});

test("rotate: both secrets work until the grace period is ended", async ({ page, baseURL }) => {
  const status = async (secret: string) =>
    (await fetch(`${baseURL}/v1/embed/models`, { headers: { authorization: `Bearer ${secret}` } })).status;
  const old = await createKey(page, "Storefront");
  await chooseAction(page, "Storefront", "Rotate");
  await page.getByLabel("Grace period").selectOption("900");
  await page.getByRole("button", { name: "Rotate key" }).click();
  const fresh = await copySecret(page);
  expect(fresh).not.toBe(old);
  expect([await status(old), await status(fresh)]).toEqual([200, 200]);

  const replaced = row(page, "Replaced by the key above");
  await expect(replaced).toContainText("Grace period");
  await expect(replaced).toContainText(/in 14:\d\d/);
  await replaced.getByRole("button", { name: /^End now/ }).click();
  await expect(replaced).toHaveCount(0);
  await expect.poll(() => status(old)).toBe(403);
  expect(await status(fresh)).toBe(200);
});

test("disable and enable take effect at once", async ({ page, baseURL }) => {
  const secret = await createKey(page, "Storefront");
  const models = () => fetch(`${baseURL}/v1/embed/models`, { headers: { authorization: `Bearer ${secret}` } });
  await chooseAction(page, "Storefront", "Disable");
  await expect(page.getByText("Disabled Storefront")).toBeVisible();
  expect(await (await models()).json()).toMatchObject({ error: { code: "api_key_disabled" } });
  await chooseAction(page, "Storefront", "Enable");
  await expect(page.getByText("Enabled Storefront")).toBeVisible();
  expect((await models()).status).toBe(200);
});

test("the whole life of a key by keyboard alone", async ({ page }) => {
  const focused = () =>
    page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "");
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await press("Tab");
  expect(await focused()).toBe("Skip to content");
  await press("Enter", "Tab");
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
  await page.keyboard.type("Keyboard");
  await press("Enter");

  await expect(reveal(page).getByRole("button", { name: "Copy key" })).toBeFocused();
  await press("Enter");
  await expect(reveal(page).getByRole("button", { name: "Copied" })).toBeVisible();
  await expect(reveal(page).getByRole("status").filter({ hasText: "Copied" }).first()).toBeAttached();
  await press("Tab");
  await expect(reveal(page).getByRole("tab", { name: "curl" })).toBeFocused();
  await press("ArrowRight");
  await expect(reveal(page).getByRole("tab", { name: "Python" })).toBeFocused();
  await press("Escape");
  await expect(reveal(page)).toHaveCount(0);
  await expect(page.getByRole("main")).toBeFocused();

  const trigger = row(page, "Keyboard").getByRole("button", { name: /^Actions for/ });
  await press("Tab", "Tab");
  await expect(row(page, "Keyboard").getByRole("link", { name: "Keyboard" })).toBeFocused();
  await press("Tab");
  await expect(trigger).toBeFocused();
  await press("Enter");
  await expect(page.getByRole("menuitem", { name: "Rename" })).toBeFocused();
  await press("End");
  await expect(page.getByRole("menuitem", { name: "Revoke" })).toBeFocused();
  await press("Escape");
  await expect(trigger).toBeFocused();

  await press("ArrowDown", "Enter");
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
  await page.keyboard.type("Renamed");
  await press("Enter");
  await expect(row(page, "Renamed")).toBeVisible();
  const renamed = row(page, "Renamed").getByRole("button", { name: /^Actions for/ });
  await expect(renamed).toBeFocused();

  await press("Enter", "r", "r", "Enter");
  await expect(page.getByRole("dialog", { name: "Revoke key" })).toBeVisible();
  await press("Escape");
  await expect(renamed).toBeFocused();
});

test("a session that ended meanwhile leads to the sign-in page, and nothing is made", async ({ page, context }) => {
  await page.getByLabel("Name", { exact: true }).fill("Storefront");
  await context.clearCookies();
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a server that cannot be reached is said where one is looking, and can be tried again", async ({ page }) => {
  await page.getByLabel("Name", { exact: true }).fill("Storefront");
  await page.route("**/keys", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "did not answer" })).toBeVisible();
  await page.unroute("**/keys");
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(reveal(page)).toBeVisible();
});

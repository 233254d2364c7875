import { createHash } from "node:crypto";
import { expect } from "@playwright/test";
import { createOwnerLink } from "@/lib/auth/owner-link";
import { prisma } from "@/lib/prisma";
import { signInFresh } from "./account";
import { test } from "./browser";
import { collectComplaints } from "./complaints";
import { createAccount, forgetAttempts, newEmail, otherPage, PASSWORD, signIn, WRONG } from "./sign-in";

test.beforeEach(forgetAttempts);

test.describe("the printed link", () => {
  test("signs in by being opened, once; looking at it without a browser uses nothing up", async ({ page, browser, request }) => {
    const { token } = await createOwnerLink();
    const link = `/sign-in/link/${token}`;
    for (let i = 0; i < 3; i++) expect((await request.get(link)).status()).toBe(200);
    await page.goto(link);
    await page.waitForURL("**/playground");
    const second = await otherPage(browser);
    const complaints = await collectComplaints(second);
    await second.goto(link);
    await expect(second.getByRole("heading", { name: "This link has been used" })).toBeVisible();
    await expect(second.getByText("npm run -s cli -- owner-link")).toBeVisible();
    await second.goto("/playground");
    await expect(second).toHaveURL(/\/sign-in$/);
    expect(complaints).toEqual([]);
  });

  test("works without JavaScript, by its button", async ({ browser }) => {
    const { token } = await createOwnerLink();
    const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await page.goto(`/sign-in/link/${token}`);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/playground$/);
  });

  test("that is cut off or expired says so", async ({ page }) => {
    await page.goto("/sign-in/link/abc%00def");
    await expect(page.getByRole("heading", { name: "This link does not work" })).toBeVisible();
    const { token } = await createOwnerLink();
    const hash = new Uint8Array(createHash("sha256").update(token).digest());
    await prisma().signInLink.update({ where: { hash }, data: { expiresAt: new Date(0) } });
    await page.goto(`/sign-in/link/${token}`);
    await expect(page.getByRole("heading", { name: "This link has expired" })).toBeVisible();
  });
});

test.describe("e-mail and password", () => {
  test("a wrong password keeps the e-mail; the right one comes back to the page asked for", async ({ page }) => {
    const complaints = await collectComplaints(page);
    const email = await createAccount();
    await page.goto("/settings");
    await expect(page).toHaveURL("/sign-in?returnTo=%2Fsettings");
    await signIn(page, email, "not the pass phrase");
    await expect(page.getByRole("alert").filter({ hasText: WRONG })).toBeVisible();
    await expect(page.getByLabel("E-mail")).toHaveValue(email);
    await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.keyboard.press("Enter");
    await page.waitForURL(({ pathname }) => pathname === "/settings");
    await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
    expect(complaints).toEqual([]);
  });

  test("an unknown address, NUL bytes and a very long text get the same words", async ({ page }) => {
    await page.goto("/sign-in");
    for (const [email, password] of [
      [newEmail(), PASSWORD],
      [newEmail(), "a\u0000b"],
      [`${"x".repeat(300)}@example.com`, "x".repeat(5_000)],
    ] as const) {
      await page
        .locator("form")
        .last()
        .evaluate((form: HTMLFormElement) => {
          form.noValidate = true;
          for (const input of form.querySelectorAll("input")) input.removeAttribute("maxlength");
        });
      await signIn(page, email, password);
      await expect(page.getByText(WRONG)).toBeVisible();
      await page.goto("/sign-in");
    }
  });

  test("works without JavaScript, and with the keyboard alone", async ({ browser, page }) => {
    const email = await createAccount();
    const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await plain.goto("/sign-in");
    await signIn(plain, email, "not the pass phrase");
    await expect(plain.getByText(WRONG)).toBeVisible();
    await signIn(plain, email, PASSWORD);
    await expect(plain).toHaveURL(/\/playground$/);

    await page.goto("/sign-in");
    await page.keyboard.press("Tab");
    await expect(page.getByLabel("E-mail")).toBeFocused();
    await page.keyboard.type(email);
    await page.keyboard.press("Tab");
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeFocused();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/playground");
  });

  test("password managers know the fields, and pasting works", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto("/sign-in");
    await expect(page.getByLabel("E-mail")).toHaveAttribute("autocomplete", "username");
    await expect(page.getByLabel("Password", { exact: true })).toHaveAttribute("autocomplete", "current-password");
    await page.evaluate(() => navigator.clipboard.writeText("pasted pass phrase"));
    await page.getByLabel("Password", { exact: true }).focus();
    await page.keyboard.press("ControlOrMeta+V");
    await expect(page.getByLabel("Password", { exact: true })).toHaveValue("pasted pass phrase");
  });

  test("after ten wrong guesses even the right password waits, and says how to get in", async ({ page }) => {
    const email = await createAccount();
    await page.goto("/sign-in");
    for (let i = 0; i < 10; i++) {
      await signIn(page, email, `wrong ${i}`);
      await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
    }
    await signIn(page, email, PASSWORD);
    await expect(page.getByText("Too many attempts. Wait 15 minutes, or sign in with a link.")).toBeVisible();
  });
});

test("signing out ends the session: the old cookie opens nothing", async ({ page, context, browser, baseURL }) => {
  await signInFresh(context, baseURL ?? "");
  await page.goto("/settings");
  const cookies = await context.cookies();
  await page
    .getByRole("button", { name: /^Account:/ })
    .first()
    .click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
  await page.goto("/settings");
  await expect(page).toHaveURL("/sign-in?returnTo=%2Fsettings");
  const thief = await browser.newContext();
  await thief.addCookies(cookies);
  const stolen = await thief.newPage();
  await stolen.goto("/settings");
  await expect(stolen).toHaveURL("/sign-in?returnTo=%2Fsettings");
});

test("a form of another site, or of a megabyte, is refused as what it is", async ({ request, baseURL }) => {
  const form = { email: newEmail(), password: PASSWORD };
  const foreign = await request.post("/sign-in", { multipart: form, headers: { origin: "http://evil.example" } });
  expect(foreign.status()).toBe(403);
  const large = await request.post("/sign-in", {
    multipart: { ...form, email: "x".repeat(1_000_000) },
    headers: { origin: baseURL ?? "" },
  });
  expect(large.status()).toBe(413);
});

test("a form that cannot be read is a bad request, and never a failure of the server", async ({ request, baseURL }) => {
  const action = /[0-9a-f]{42}/.exec(await (await request.get("/sign-in")).text())?.[0] ?? "";
  const part = (name: string, value: string) => `--X\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const reference = `{"id":"${action}","bound":"$@9"}`;
  const multipart = { "content-type": "multipart/form-data; boundary=X" };
  const called = { "content-type": "text/plain;charset=UTF-8", "next-action": action };
  const sent: [string, Record<string, string>, string][] = [
    ["no boundary", { "content-type": "multipart/form-data" }, "--X"],
    ["nothing", multipart, ""],
    ["no form", multipart, "garbage"],
    ["a form that is cut off", multipart, part("email", "a@example.com").slice(0, -2)],
    ["a forged reference", multipart, `${part("$ACTION_REF_1", "")}${part("$ACTION_1:0", reference)}${part("$ACTION_1:1", "[]")}--X--\r\n`],
    ["a call that is cut off", called, '["'],
    ["a forged call", called, '["$F1"]'],
    ["a deep call", called, "[".repeat(20_000)],
    ["a call without its arguments", { ...multipart, "next-action": action }, "--X--\r\n"],
  ];
  expect(action).not.toBe("");
  for (const [what, headers, data] of sent) {
    const answer = await request.post("/sign-in", { data: Buffer.from(data), headers: { ...headers, origin: baseURL ?? "" } });
    expect(answer.status(), what).toBe(400);
  }
});

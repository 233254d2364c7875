import { randomBytes } from "node:crypto";
import type { Browser, Page } from "@playwright/test";
import { prisma } from "@/lib/prisma";
import { createUser } from "@/lib/workspaces/mutations";
import { live } from "./browser";

export const PASSWORD = "a long enough pass phrase";
export const WRONG = "The e-mail address or the password is wrong.";

export const newEmail = () => `e2e-${randomBytes(6).toString("hex")}@example.com`;

/** A member who signs in with `PASSWORD`. */
export async function createAccount(): Promise<string> {
  const email = newEmail();
  const created = await createUser({ email, name: "Ada Lovelace", password: PASSWORD });
  if (!created.ok) throw new Error(created.reason);
  return email;
}

/** Fills in the sign-in form that is shown and sends it. */
export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** A page of another browser, which shares nothing with the first. */
export async function otherPage(browser: Browser): Promise<Page> {
  return live(await (await browser.newContext()).newPage());
}

/** Every test comes from one address, which gets only so many attempts. */
export async function forgetAttempts(): Promise<void> {
  await prisma().throttle.deleteMany({ where: { bucket: { startsWith: "address:" } } });
}

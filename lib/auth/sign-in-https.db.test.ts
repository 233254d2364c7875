import { expect, test } from "vitest";
import { createUser } from "@/lib/workspaces/mutations";
import { Browser } from "@/tests/auth/browser";
import { findSession } from "./live-session";

process.env.BASE_URL = "https://vitrine.example";
const PASSWORD = "a long enough pass phrase";

test("where the public origin is https, cookies are Secure, carry the prefix, and the plain name counts for nothing", async () => {
  await createUser({ email: "ada@example.com", password: PASSWORD });
  const browser = new Browser("http://10.0.0.1:3000");
  expect(await browser.signIn("password", { email: "ada@example.com", password: PASSWORD })).toBe("https://vitrine.example/playground");
  const session = browser.setCookies.findLast((line) => line.includes("session-token=")) ?? "";
  expect(session).toMatch(/^__Secure-next-auth\.session-token=[^;]+; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/);
  expect(browser.setCookies.find((line) => line.includes("csrf-token="))).toMatch(
    /^__Host-next-auth\.csrf-token=.*; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect(await findSession(browser.cookieHeader)).not.toBeNull();
  expect(await findSession(`next-auth.session-token=${browser.session}`)).toBeNull();
});

import { expect } from "@playwright/test";
import { signInFresh } from "./account";
import { test } from "./browser";
import { complete, message, send, stored, storedThread } from "./playground-steps";

test("a thread of 100,000 Chinese characters is saved", async ({ page, context, baseURL }) => {
  const account = await signInFresh(context, baseURL ?? "");
  await page.goto("/playground");
  await expect(message(page)).toBeVisible();
  const text = "今天天气很好。".repeat(14_286).slice(0, 100_000);
  await send(page, text);
  await complete(page);
  await stored(page, account);
  const thread = await storedThread(page, account);
  expect(JSON.stringify(thread?.entries[0]?.item)).toContain(text);
  await expect(page.getByText("not saved")).toHaveCount(0);
});

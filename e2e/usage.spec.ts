import { expect, type Page } from "@playwright/test";
import OpenAI from "openai";
import { newId } from "@/lib/ids";
import { createKey } from "@/lib/keys/mutations";
import { insertUsage } from "@/lib/usage/mutations";
import { expectAccessible, WIDTHS } from "./accessible";
import { signInFresh, type SignedInAccount } from "./account";
import { test } from "./browser";

const MODEL = "c1/vitrine/offline/v-20261122";

async function newSecret({ userId, workspaceId }: SignedInAccount, name: string): Promise<{ id: string; secret: string }> {
  const actor = { type: "cli", userId, workspaceId, ip: null, userAgent: null, requestId: null } as const;
  const made = await createKey(actor, { name });
  if (!made.ok) throw new Error(made.reason);
  return { id: made.key.id, secret: made.secret };
}

const rows = (page: Page) => page.getByRole("table", { name: "Requests" }).locator("[data-request]");
const fact = (page: Page, name: string) =>
  page
    .locator("dl > div")
    .filter({ has: page.getByText(name, { exact: true }) })
    .locator("dd");

test("a call from outside stands in the log with the tokens that its client was told, under its key, and nobody else sees it", async ({
  page,
  context,
  baseURL,
  browser,
}) => {
  const account = await signInFresh(context, baseURL ?? "");
  const { secret } = await newSecret(account, "Storefront");
  const client = new OpenAI({ baseURL: `${baseURL}/v1/embed`, apiKey: secret, maxRetries: 0 });
  const { data, response } = await client.chat.completions
    .create({ model: MODEL, messages: [{ role: "user", content: "Chart our sales: Jan 120, Feb 180" }] })
    .withResponse();
  await expect(client.chat.completions.create({ model: "no/such", messages: [{ role: "user", content: "x" }] })).rejects.toThrow();
  const requestId = response.headers.get("x-request-id") ?? "";

  await page.goto("/logs");
  await expect(async () => {
    await page.reload();
    await expect(rows(page)).toHaveCount(2, { timeout: 500 });
  }).toPass();
  await page.getByLabel("Status", { exact: true }).selectOption("ok");
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText("Storefront");
  await expect(rows(page)).toContainText(`${data.usage?.prompt_tokens}, ${data.usage?.completion_tokens}`);
  await rows(page).getByRole("link").press("Enter");
  await expect(page).toHaveURL(`/logs/${requestId}`);
  await expect(fact(page, "Answered by")).toHaveText(MODEL);
  await expect(fact(page, "Input tokens")).toHaveText(String(data.usage?.prompt_tokens));
  await expect(fact(page, "Output tokens")).toHaveText(String(data.usage?.completion_tokens));
  await expect(fact(page, "Cost by the list")).toHaveText("$0");
  await page.goBack();
  await expect(page.getByLabel("Status", { exact: true })).toHaveValue("ok");

  await page.goto("/usage");
  await expect(fact(page, "Errors").first()).toHaveText("50 %");
  await page.getByRole("link", { name: "Storefront" }).click();
  await expect(page).toHaveURL(/\/logs\?.*key=key_/);
  await expect(rows(page)).toHaveCount(2);

  const other = await browser.newContext();
  await signInFresh(other, baseURL ?? "");
  const theirs = await other.newPage();
  const answer = await theirs.goto(`${baseURL}/logs/${requestId}`);
  expect(answer?.status()).toBe(404);
  await other.close();
});

for (const width of WIDTHS) {
  test(`usage and logs pass axe at ${width} px: empty, filled, a request`, async ({ page, context, baseURL }) => {
    await page.setViewportSize({ width, height: 844 });
    const account = await signInFresh(context, baseURL ?? "");
    for (const path of ["/usage", "/logs"]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 2 })).toBeVisible();
      await expectAccessible(page, `${path}, empty`);
    }
    const { id: keyId } = await newSecret(account, "A name that is as long as a name can be, 64 characters, no more.");
    const made = Array.from({ length: 120 }, (_, index) => ({
      requestId: newId("req"),
      workspaceId: account.workspaceId,
      userId: account.userId,
      keyId: index % 3 ? keyId : null,
      via: "key" as const,
      endpoint: index % 2 ? "/v1/embed/responses" : "/v1/embed/chat/completions",
      model: index % 5 ? MODEL : "c1/anthropic/claude-sonnet-4/v-20250930",
      answeredBy: index % 7 ? MODEL : null,
      status: [200, 200, 200, 429, 502, 499][index % 6] ?? 200,
      errorCode: index % 6 === 3 ? "rate_limit_exceeded" : null,
      streamed: true,
      finish: "stop",
      inputTokens: 1234 * (index + 1),
      outputTokens: 321,
      cachedTokens: 200,
      reasoningTokens: 5,
      costMicros: 4321,
      savedMicros: 600,
      firstDeltaMs: 80 + index,
      totalMs: 900 + index * 10,
      createdAt: new Date(Date.now() - index * 11 * 60_000),
    }));
    await insertUsage(made);
    await page.goto("/usage");
    await expect(page.locator("figure svg rect.fill-accent").filter({ visible: true }).first()).toBeVisible();
    await page.getByText("Show as a table").first().click();
    await expectAccessible(page, "usage");
    await page.goto("/logs");
    await expect(rows(page)).toHaveCount(50);
    await expectAccessible(page, "logs");
    await page.getByRole("link", { name: "Older" }).click();
    await expect(page.getByRole("link", { name: "Newest" })).toBeVisible();
    await expect(rows(page)).toHaveCount(50);
    await rows(page).first().getByRole("link").click();
    await expect(page.getByRole("heading", { name: "Answer" })).toBeVisible();
    await expectAccessible(page, "a request");
  });
}

import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import OpenAI from "openai";
import { createKey } from "@/lib/keys/mutations";
import { expectAccessible, WIDTHS } from "./accessible";
import { signInFresh, type SignedInAccount } from "./account";
import { test } from "./browser";

const MODEL = "c1/vitrine/offline/v-20261122";

async function clientOf({ userId, workspaceId }: SignedInAccount, baseURL: string): Promise<OpenAI> {
  const made = await createKey({ type: "cli", userId, workspaceId, ip: null, userAgent: null, requestId: null }, { name: "Storefront" });
  if (!made.ok) throw new Error(made.reason);
  return new OpenAI({ baseURL: `${baseURL}/v1/embed`, apiKey: made.secret, maxRetries: 0 });
}

/** Asks for a chart, as a stream, and resolves to the request's id once its log is there. */
async function askForChart(page: Page, client: OpenAI): Promise<string> {
  const messages = [{ role: "user" as const, content: "Chart our sales: Jan 120, Feb 180" }];
  const { data, request_id: id } = await client.chat.completions.create({ model: MODEL, messages, stream: true }).withResponse();
  for await (const _ of data);
  await expect(async () => {
    await page.goto(`/logs/${id}`);
    await expect(page.getByRole("tab", { name: "Request" })).toBeVisible({ timeout: 500 });
  }).toPass();
  return id ?? "";
}

const open = (page: Page, tab: string) => page.getByRole("tab", { name: tab }).click();

test("a request shows what was asked and answered, drawn, its course and itself as curl; what is not to be kept is gone", async ({
  page,
  context,
  baseURL,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const account = await signInFresh(context, baseURL ?? "");
  const id = await askForChart(page, await clientOf(account, baseURL ?? ""));
  await expect(page.getByRole("region", { name: "request" })).toContainText("Chart our sales: Jan 120, Feb 180");
  await page.getByRole("button", { name: "Copy as curl" }).click();
  const curl = await page.evaluate(() => navigator.clipboard.readText());
  expect(curl).toContain(`curl -N ${baseURL}/v1/embed/chat/completions`);
  expect(curl).toContain("Bearer $VITRINE_API_KEY");
  await page.getByRole("tab", { name: "Request" }).press("ArrowRight");
  await expect(page.getByRole("region", { name: "response" })).toContainText("output");
  await open(page, "Interface");
  await expect(page.locator(".recharts-surface, svg.recharts-surface, .gen-ui svg").first()).toBeVisible();
  await open(page, "Timeline");
  await expect(page.getByRole("table", { name: "Timeline" })).toContainText("The model stops: stop");
  await open(page, "Attempts");
  await expect(page.getByRole("tabpanel")).toContainText("offline engine");
  await open(page, "Headers");
  await expect(page.getByRole("region", { name: "headers" })).toContainText('"authorization": "[redacted]"');

  await page.goto("/logs");
  await page.getByRole("searchbox", { name: "Words that were said" }).fill("nothing like it");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "No request fits" })).toBeVisible();
  await page.getByRole("searchbox", { name: "Words that were said" }).fill("chart sal");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-request]")).toHaveCount(1);
  const bars = page.getByRole("listbox", { name: /Requests over time/ });
  await bars.press("End");
  await bars.press("Shift+ArrowLeft");
  await bars.press("Enter");
  await expect(page).toHaveURL(/text=chart\+sal.*from=\d+.*to=\d+/);
  await expect(page.locator("[data-request]")).toHaveCount(1);
  const box = await bars.boundingBox();
  if (!box) throw new Error("There are no bars.");
  await page.mouse.move(box.x + 5, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + 20);
  await page.mouse.up();
  await expect(page.getByRole("heading", { name: "No request fits" })).toBeVisible();
  await page.getByRole("link", { name: "Show the whole period" }).click();
  await expect(page.locator("[data-request]")).toHaveCount(1);
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Save these requests as CSV" }).click()]);
  expect(file.suggestedFilename()).toBe("requests.csv");
  expect((await readFile(await file.path(), "utf8")).split("\r\n")).toHaveLength(3);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/list.png`, fullPage: true });

  await page.goto("/settings");
  await page.getByLabel("Requests and answers").selectOption("off");
  await page
    .locator("form")
    .filter({ has: page.getByLabel("Requests and answers") })
    .getByRole("button", { name: "Save" })
    .click();
  await expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeVisible();
  await page.goto(`/logs/${id}`);
  await expect(page.getByText("This workspace does not keep what is said in requests.")).toBeVisible();
});

for (const width of WIDTHS) {
  test(`a request passes axe at ${width} px, each part of it`, async ({ page, context, baseURL }) => {
    await page.setViewportSize({ width, height: 844 });
    await askForChart(page, await clientOf(await signInFresh(context, baseURL ?? ""), baseURL ?? ""));
    for (const tab of ["Interface", "Timeline"]) {
      await open(page, tab);
      if (tab === "Interface") await expect(page.locator(".gen-ui svg").first()).toBeVisible();
      await expectAccessible(page, `a request, ${tab}`);
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${tab}-${width}.png`, fullPage: true });
    }
  });
}

import { expect } from "@playwright/test";
import { prisma } from "@/lib/prisma";
import { expectAccessible, WIDTHS } from "./accessible";
import { signInFresh } from "./account";
import { test } from "./browser";
import { collectComplaints } from "./complaints";
import { answers, clickExample, complete, expectDrawnChart, stored } from "./playground-steps";
import { otherPage } from "./sign-in";
import { serveSite } from "./site";

for (const width of WIDTHS) {
  test(`${width} px: a thread is shared, read signed out, framed elsewhere and unshared; its link is then gone`, async ({
    page,
    browser,
    context,
    baseURL,
  }) => {
    test.setTimeout(240_000);
    await page.setViewportSize({ width, height: 844 });
    const account = await signInFresh(context, baseURL ?? "");
    await page.goto("/playground");
    await clickExample(page, "Chart my CSV");
    await complete(page);
    await stored(page, account);
    const threadAddress = page.url();
    await page.getByRole("button", { name: "Share this thread" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Share this thread" });
    await expect(dialog.getByLabel("The link works for")).toBeFocused();
    await expectAccessible(page, "before");
    await dialog.getByLabel("The link works for").selectOption("1 day");
    await dialog.getByRole("button", { name: "Create link" }).press("Enter");
    const address = await page.getByRole("textbox", { name: "Link" }).inputValue();
    expect(address).toMatch(/\/share\/[0-9A-Za-z]{32}$/);
    await expect(page.getByRole("dialog", { name: "Shared" })).toContainText(`<iframe src="${address}/embed"`);
    await expectAccessible(page, "the link");

    const reader = await otherPage(browser);
    await reader.setViewportSize({ width, height: 844 });
    const complaints = await collectComplaints(reader);
    const opened = await reader.goto(address);
    expect(opened?.status()).toBe(200);
    expect(opened?.headers()).toMatchObject({ "x-robots-tag": "noindex, nofollow", "referrer-policy": "no-referrer" });
    expect(opened?.headers()["content-security-policy"]).toContain("frame-ancestors 'none'");
    await expect(reader.locator("meta[name=robots]")).toHaveAttribute("content", /noindex/);
    await expect(reader.locator("meta[property='og:title']")).toHaveAttribute("content", /.+/);
    await expectDrawnChart(answers(reader));
    expect(await reader.content()).not.toContain("Ada");
    await expectAccessible(reader, "shared page");
    expect(complaints).toEqual([]);

    const site = await serveSite((_request, response) => {
      response.setHeader("content-type", "text/html");
      response.end(`<!doctype html><title>A blog</title><iframe src="${address}/embed?theme=dark" title="inside" width="100%" height="700"></iframe>
        <iframe src="${address}" title="refused" width="100%" height="100"></iframe>`);
    });
    await reader.goto(site.origin).catch(() => undefined);
    const frame = reader.frameLocator("iframe[title=inside]");
    await expectDrawnChart(frame.getByRole("article", { name: "Answer" }));
    await expect(frame.locator("html")).toHaveAttribute("data-theme", "dark");
    await expect(reader.frameLocator("iframe[title=refused]").getByRole("article")).toHaveCount(0);
    await site.close();

    await page.goto("/playground/shared-pages");
    await expectAccessible(page, "list");
    await page.getByRole("button", { name: /^Unshare/ }).press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Unshare" }).press("Enter");
    await expect(page.getByText("Nothing is shared")).toBeVisible();
    await expectAccessible(page, "empty list");
    for (const gone of [address, `${address}/embed`, address.slice(0, -1)]) {
      expect((await reader.goto(gone))?.status(), gone).toBe(404);
      await expect(reader.getByRole("heading", { name: "This page is not shared" })).toBeVisible();
    }
    await expectAccessible(reader, "gone");
    await page.goto(threadAddress);
    await expect(answers(page)).toHaveCount(1);
  });
}

test("one answer is shared alone, and whoever signs in goes on from it in a thread of their own", async ({
  page,
  browser,
  context,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const account = await signInFresh(context, baseURL ?? "");
  await page.goto("/playground");
  await clickExample(page, "Capital of France");
  await complete(page);
  await stored(page, account);
  await answers(page).getByRole("button", { name: "More with this answer" }).click();
  await page.getByRole("menuitem", { name: "Share this answer" }).click();
  await page.getByRole("button", { name: "Create link" }).click();
  const address = await page.getByRole("textbox", { name: "Link" }).inputValue();

  const theirs = await browser.newContext();
  const other = await signInFresh(theirs, baseURL ?? "", "Bob");
  const reader = await theirs.newPage();
  await reader.goto(address);
  await expect(answers(reader)).toContainText("Paris");
  await reader.getByRole("button", { name: "Go on in the playground" }).click();
  await expect(reader).toHaveURL(/\/playground\/conv_/);
  await expect(answers(reader)).toContainText("Paris");
  expect(await prisma().conversation.count({ where: { userId: other.userId, isThread: true } })).toBe(1);
  await theirs.close();
});

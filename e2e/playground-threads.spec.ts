import { expect } from "@playwright/test";
import { findThread, listThreads } from "@/lib/conversations/queries";
import { signInFresh } from "./account";
import { live, test } from "./browser";
import { answers, clickExample, complete, send, stored } from "./playground-steps";
import { openWithModel, startSlowProvider } from "./slow-provider";

test("threads: reopened, found, renamed, deleted; another user's is not there", async ({ page, browser, context, baseURL }) => {
  const account = await signInFresh(context, baseURL ?? "");
  await page.goto("/playground");
  await clickExample(page, "Capital of France");
  await complete(page);
  const list = page.getByRole("navigation", { name: "Your threads" });
  const address = page.url();
  await stored(page, account);
  await page.getByRole("button", { name: "New", exact: true }).click();
  await expect(page.getByRole("list", { name: "Examples" })).toBeVisible();
  await expect(page).toHaveURL(/\/playground$/);
  await page.goBack();
  await expect(answers(page)).toContainText("Paris");
  await page.goto(address);
  await expect(answers(page)).toContainText("Paris");

  await page.getByLabel("Search threads").fill("nothing like it");
  await expect(page.getByText("No thread has that in its title.")).toBeVisible();
  await page.getByLabel("Search threads").fill("FRANCE");
  await list.getByRole("button", { name: /^Options of/ }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await expect(page.getByLabel("Title")).toBeFocused();
  await page.getByLabel("Title").fill("A capital");
  await page.keyboard.press("Enter");
  // Until the dialog has closed, the page behind it takes no keys: what is typed there is lost.
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByText("No thread has that in its title.")).toBeVisible();
  await page.getByLabel("Search threads").fill("");
  await expect(list.getByRole("link", { name: "A capital" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "A capital", level: 1 })).toBeVisible();

  const stranger = await browser.newContext();
  await signInFresh(stranger, baseURL ?? "", "Bob");
  const theirs = await stranger.newPage();
  expect((await theirs.goto(address))?.status()).toBe(404);
  await stranger.close();

  await list.getByRole("button", { name: /^Options of/ }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(list.getByRole("link")).toHaveCount(0);
  await expect(page).toHaveURL(/\/playground$/);
  const principal = { ...account, via: { type: "session" as const, sessionId: "test", role: "owner" as const } };

  // Taken back with the keyboard alone: nothing was lost.
  await expect(page.getByText("Thread deleted")).toBeVisible();
  await page.getByRole("region", { name: "Notifications" }).getByRole("button", { name: "Undo" }).press("Enter");
  await list.getByRole("link", { name: "A capital" }).click();
  await expect(answers(page)).toContainText("Paris");

  await list.getByRole("button", { name: /^Options of/ }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(list.getByRole("link")).toHaveCount(0);
  expect(await listThreads(principal)).toHaveLength(1);
  await page.getByRole("region", { name: "Notifications" }).getByRole("button", { name: "Dismiss" }).click();
  await expect.poll(() => listThreads(principal)).toEqual([]);
  expect(await findThread(principal, address.split("/").at(-1) ?? "")).toBeNull();
});

test("a thread that was deleted is deleted, also when the page is left before its notice is gone", async ({ page, context, baseURL }) => {
  const account = await signInFresh(context, baseURL ?? "");
  const principal = { ...account, via: { type: "session" as const, sessionId: "test", role: "owner" as const } };
  await page.goto("/playground");
  await clickExample(page, "Capital of France");
  await complete(page);
  await stored(page, account);
  const list = page.getByRole("navigation", { name: "Your threads" });
  await list.getByRole("button", { name: /^Options of/ }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(list.getByRole("link")).toHaveCount(0);
  await page.reload();
  await expect(list.getByRole("link")).toHaveCount(0);
  await expect.poll(() => listThreads(principal)).toEqual([]);
});

test("a second tab follows: new threads, new turns, titles", async ({ page, context, baseURL }) => {
  const account = await signInFresh(context, baseURL ?? "");
  await page.goto("/playground");
  const other = live(await context.newPage());
  await other.goto("/playground");
  await clickExample(page, "Capital of France");
  await complete(page);
  await stored(page, account);
  await other.getByRole("navigation", { name: "Your threads" }).getByRole("link").click();
  await expect(answers(other)).toContainText("Paris");
  await send(page, "And what is its population?");
  await complete(page, 2);
  await expect(answers(other)).toHaveCount(2);
  await complete(other, 2);
  await stored(page, account, 2);
  // The other one goes on from there, and this one sees it.
  await send(other, "What is the capital of Japan?");
  await complete(other, 3);
  await expect(answers(page)).toHaveCount(3);
  await expect(answers(page).last()).toContainText("Tokyo");
  const list = page.getByRole("navigation", { name: "Your threads" });
  await list.getByRole("button", { name: /^Options of/ }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByLabel("Title").fill("Two capitals");
  await page.keyboard.press("Enter");
  await expect(other.getByRole("heading", { name: "Two capitals", level: 1 })).toBeVisible();
  await expect(page.getByText("continued in another window")).toHaveCount(0);
});

test("Back while an answer arrives: the thread that is shown keeps its title and its mark", async ({ page, context, baseURL }) => {
  const account = await signInFresh(context, baseURL ?? "");
  await page.goto("/playground");
  await clickExample(page, "Capital of France");
  await complete(page);
  await stored(page, account);
  const title = await page.getByRole("heading", { level: 1 }).innerText();
  const first = page.url();
  await page.getByRole("button", { name: "New", exact: true }).click();
  const slow = await startSlowProvider();
  try {
    await openWithModel(page, slow, account);
    await page.goto(first);
    // A new thread waits for no page of the server's, which may take its time.
    await page.route(/\/playground\?_rsc=/, () => undefined);
    await page.getByRole("button", { name: "New", exact: true }).click();
    const asked = slow.asked();
    await send(page, "Tell me slowly");
    await asked;
    slow.say({ content: "Once upon a time " });
    await expect(answers(page)).toContainText("Once upon");
    await page.goBack();
    await expect(page).toHaveURL(first);
    await expect(answers(page)).toContainText("Paris");
    await expect(page.getByRole("heading", { name: title, level: 1 })).toBeVisible();
    const marked = page.getByRole("navigation", { name: "Your threads" }).locator('[aria-current="page"]');
    await expect(marked).toHaveText(title);
    slow.end("stop");
    await expect(marked).toHaveText(title);
    await expect(page).toHaveURL(first);
  } finally {
    slow.close();
  }
});

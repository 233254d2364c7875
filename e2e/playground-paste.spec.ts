import { expect, type Page } from "@playwright/test";
import { signInFresh } from "./account";
import { test } from "./browser";
import { answers, answerWith, ASKED, message, questions, send, streamOf } from "./playground-steps";

const ROWS = 5_785;
const CSV = ["day,region,units", ...Array.from({ length: ROWS }, (_, row) => `2025-01-${(row % 28) + 1},Region ${row % 7},${row}`)].join(
  "\n",
);

test.beforeEach(async ({ context, page, baseURL }) => {
  await signInFresh(context, baseURL ?? "");
  await page.goto("/playground");
});

test("a long paste becomes a chip with its size, is read and taken out by keyboard, and is sent whole", async ({ page }) => {
  let sent = "";
  await page.route(ASKED, async (route) => {
    sent = (route.request().postDataJSON() as { input: { content: string }[] }).input.at(-1)?.content ?? "";
    await route.fulfill(streamOf([answerWith('root = Card([t])\nt = TextContent("Seen.")')]));
  });
  await message(page).fill("Sum the units by region");
  await paste(page, CSV);
  const chips = page.getByRole("list", { name: "Pasted texts" });
  const chip = chips.getByRole("button", { name: /^Pasted text, 5,786 rows, \d+ KB/ });
  await expect(chip).toBeVisible();
  await expect(message(page)).toHaveValue("Sum the units by region");
  await expect(page.getByRole("status").filter({ hasText: "The pasted text stands above the message: 5,786 rows" })).toHaveCount(1);

  await chip.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Pasted text" });
  await expect(dialog.getByLabel("Text")).toHaveValue(CSV);
  await page.keyboard.press("Escape");
  await chips.getByRole("button", { name: /^Remove/ }).press("Enter");
  await expect(chips).toHaveCount(0);
  await expect(message(page)).toBeFocused();

  await paste(page, CSV);
  await page.reload();
  await expect(chip).toBeVisible();
  await message(page).press("Enter");
  await expect(answers(page).locator(".gen-ui").getByText("Seen.")).toBeVisible();
  expect(sent).toBe(`Sum the units by region\n\n${CSV}`);
  await expect(chips).toHaveCount(0);
  await expect(questions(page).getByRole("button", { name: /^Show all \(5,788 rows/ })).toBeVisible();
  await page.reload();
  await questions(page)
    .getByRole("button", { name: /^Show all/ })
    .click();
  await expect(questions(page)).toContainText(`2025-01-${((ROWS - 1) % 28) + 1},Region ${(ROWS - 1) % 7},${ROWS - 1}`);
});

test("a paste over what the API takes says so, is not sent, and stays", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/v1/embed/responses")) asked.push(request.url());
  });
  const text = "x".repeat(8 * 1024 * 1024);
  await paste(page, text);
  await expect(page.getByRole("alert").filter({ hasText: "This message is 8.4 MB, and the API takes 8.3 MB at most." })).toBeVisible();
  await message(page).press("Enter");
  await expect(page.getByRole("button", { name: /^Pasted text, 1 row, 8.4 MB/ })).toBeVisible();
  expect(asked).toEqual([]);
  await page.getByRole("button", { name: /^Remove the pasted text/ }).click();
  await send(page, "What is the capital of France?");
  await expect(answers(page)).toContainText("Paris");
});

test("a short paste is text in the message", async ({ page }) => {
  await message(page).focus();
  await page.evaluate(() => document.execCommand("insertText", false, "a,b\n1,2"));
  await expect(message(page)).toHaveValue("a,b\n1,2");
  await expect(page.getByRole("list", { name: "Pasted texts" })).toHaveCount(0);
});

/** As the clipboard hands it to the page. */
async function paste(page: Page, text: string): Promise<void> {
  await message(page).focus();
  await message(page).evaluate((area, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    area.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

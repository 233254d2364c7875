import { expect } from "@playwright/test";
import { pdf } from "@/tests/files/documents";
import { expectAccessible } from "./accessible";
import { signInFresh } from "./account";
import { test } from "./browser";

const asFile = (name: string, mimeType: string, buffer: Buffer) => ({ name, mimeType, buffer });

test("files are dropped, read, searched and removed, and one that can't be read says why", async ({ page, context, baseURL }) => {
  await signInFresh(context, baseURL ?? "");
  await page.goto("/playground");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Files" }).click();
  await expect(page.getByRole("heading", { name: "No file yet" })).toBeVisible();
  await expectAccessible(page, "empty");

  const dropped = await page.evaluateHandle(
    (base64) => {
      const transfer = new DataTransfer();
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([bytes], "report.pdf", { type: "application/pdf" }));
      return transfer;
    },
    pdf(["Revenue in Germany grew 7 percent in 2025."]).toString("base64"),
  );
  await page.getByText("or drop them here").dispatchEvent("drop", { dataTransfer: dropped });
  const files = page.getByRole("list", { name: "Files", exact: true }).getByRole("listitem");
  await expect(files.filter({ hasText: "report.pdf" }).getByText("Ready")).toBeVisible({ timeout: 30_000 });

  await page.getByLabel("Files to send").setInputFiles([asFile("setup.exe", "application/octet-stream", Buffer.from("MZ\0\0"))]);
  const program = files.filter({ hasText: "setup.exe" });
  await expect(program.getByText("Failed")).toBeVisible({ timeout: 30_000 });
  await expect(program.getByText("The file is no text", { exact: false })).toBeVisible();

  await page.getByLabel("Question").fill("How did revenue grow?");
  await page.keyboard.press("Enter");
  const passages = page.getByRole("list", { name: "Passages" }).getByRole("listitem");
  await expect(passages).toHaveText([/report\.pdf.*Revenue in Germany grew 7 percent in 2025\./s]);
  await expectAccessible(page, "with files and passages");
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page, "390 px");

  await page.getByRole("button", { name: "New store" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Make" }).click();
  await expect(dialog.getByText("Give the store a name.")).toBeVisible();
  await dialog.getByLabel("Name").fill("Contracts");
  await dialog.getByRole("button", { name: "Make" }).click();
  await expect(page.getByRole("heading", { name: "No file yet" })).toBeVisible();
  await page.getByRole("button", { name: "Remove store" }).click();

  await expect(files).toHaveCount(2);
  await page.getByRole("button", { name: "Remove report.pdf" }).click();
  await dialog.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(files).toHaveCount(1);
  await page.getByLabel("Question").fill("revenue");
  await page.keyboard.press("Enter");
  await expect(page.getByText("None of the words is in these files.")).toBeVisible();
});

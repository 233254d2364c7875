import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Page } from "@playwright/test";
import { saveMcpServer } from "@/lib/mcp-servers/mutations";
import { SaveMcpServerBody } from "@/lib/mcp-servers/schema";
import { saveSearchService } from "@/lib/search-services/mutations";
import { pdf } from "@/tests/files/documents";
import { startMcpServer } from "@/tests/tools/mcp-server";
import { expectAccessible } from "./accessible";
import { type SignedInAccount, signInFresh } from "./account";
import { test } from "./browser";
import { answers, message, send } from "./playground-steps";

const SERVERS = { thesys: process.env.E2E_BASE_URL, openui: process.env.E2E_OPENUI_URL };

const actorOf = (account: SignedInAccount) => ({ type: "user", ...account, ip: null, userAgent: null, requestId: null }) as const;

/** Opens the dialog of the composer and turns a tool on. */
async function turnOn(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: /^Tools/ }).click();
  const dialog = page.getByRole("dialog", { name: "Tools" });
  await dialog.getByRole("switch", { name }).click();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("list", { name: "Tools of the next answer" })).toContainText(name);
}

const steps = (page: Page) => page.getByRole("region", { name: "Steps" });

for (const [renderer, baseURL] of Object.entries(SERVERS)) {
  test.describe(`drawn by ${renderer}`, () => {
    test.use({ baseURL });

    test("a call waits, is approved by mouse and denied by keyboard, and stays in the thread", async ({ page, context, baseURL }) => {
      const server = await startMcpServer({
        era: "2025-11-25",
        tools: [
          {
            name: "refund_order",
            description: "Refunds an order.",
            inputSchema: { type: "object", properties: { order_id: { type: "string" } }, required: ["order_id"] },
          },
        ],
        answers: { refund_order: { content: [{ type: "text", text: '{"order":"A-17","state":"refunded"}' }] } },
      });
      const account = await signInFresh(context, baseURL ?? "");
      const row = { id: null, label: "shop", url: server.url, transport: "auto", allowLocal: true, isShared: false, allowedTools: [] };
      await saveMcpServer(actorOf(account), SaveMcpServerBody.parse({ ...row, approval: "always", headers: null }));
      const ran = () => server.seen.filter((method) => method === "tools/call refund_order").length;

      await page.goto("/playground");
      await turnOn(page, "shop");
      await send(page, "Refund order A-17");
      const first = answers(page).first();
      await expect(first.getByText("A call waits for your approval")).toBeVisible({ timeout: 30_000 });
      await expect(first.getByText("A-17").first()).toBeVisible();
      await expect(steps(page).first()).toContainText("Asked whether refund_order of shop may run");
      await expect(steps(page).first()).toContainText("Waits for you");
      await expect(page.getByRole("status", { name: "Progress" })).toHaveText("A call waits for your approval, in the answer.");
      expect(ran()).toBe(0);
      await expectAccessible(page, "a card");

      await first.getByRole("button", { name: "Approve" }).click();
      await expect(answers(page)).toHaveCount(2);
      await expect(answers(page).last().getByText("refunded").first()).toBeVisible({ timeout: 30_000 });
      expect(ran()).toBe(1);
      await expect(steps(page).first().getByRole("button").first()).toBeVisible();
      await first.getByRole("button", { name: "Approve" }).click();
      await expect(page.getByText("This was decided already")).toBeVisible();
      await expect(answers(page)).toHaveCount(2);

      await send(page, "Refund order B-22");
      const third = answers(page).nth(2);
      await third.getByRole("button", { name: "Deny" }).focus();
      await page.keyboard.press("Enter");
      await expect(answers(page).nth(3).getByText("did not approve", { exact: false }).first()).toBeVisible({ timeout: 30_000 });
      expect(ran()).toBe(1);

      await expect(page.getByRole("button", { name: "Stop" })).toHaveCount(0);
      await page.waitForTimeout(500);
      await page.reload();
      await expect(answers(page)).toHaveCount(4);
      const kept = steps(page).nth(1);
      await kept.getByRole("button", { name: /step/ }).click();
      await kept.getByRole("button", { name: /^Called refund_order of shop/ }).click();
      await expect(kept).toContainText("order_id");
      await expect(kept.getByLabel("Result")).toContainText('"state": "refunded"');
      await page.setViewportSize({ width: 390, height: 844 });
      await expectAccessible(page, "kept steps at 390 px");
      await server.stop();
    });

    test("the web is searched, and the answer's chips lead to its sources", async ({ page, context, baseURL }) => {
      const searx = createServer((_, response) => {
        const found = {
          url: "https://bridges.example.org/new",
          title: "Bridges of the city",
          content: "The new bridge opened in 1932 after nine years of work.",
        };
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ results: [found] }));
      });
      await new Promise<void>((resolve) => searx.listen(0, "127.0.0.1", resolve));
      const account = await signInFresh(context, baseURL ?? "");
      const base = `http://127.0.0.1:${(searx.address() as AddressInfo).port}`;
      const saved = await saveSearchService(actorOf(account), { backend: "searxng", baseUrl: base, apiKey: null, allowLocal: true });
      expect(saved).toEqual({ ok: true });
      await page.goto("/playground");
      // The servers look for changed services every few seconds.
      await expect(async () => {
        await page.reload();
        await page.getByRole("button", { name: /^Tools/ }).click();
        await expect(page.getByRole("switch", { name: "Search the web" })).toBeEnabled({ timeout: 500 });
      }).toPass({ timeout: 30_000 });
      await expectAccessible(page, "the dialog of tools");
      await page.getByRole("switch", { name: "Search the web" }).click();
      await page.getByRole("button", { name: "Done" }).click();
      await expect(message(page)).toBeVisible();
      await send(page, "When did the new bridge open?");
      const answer = answers(page).first();
      const chip = answer.getByRole("link", { name: "Source 1: Bridges of the city, bridges.example.org" });
      await expect(chip.first()).toBeVisible({ timeout: 30_000 });
      await expect(chip.first()).toHaveText("1");
      await expect(chip.first()).toHaveAttribute("href", "https://bridges.example.org/new");
      await expect(answer.getByRole("link", { name: "Bridges of the city", exact: true })).toBeVisible();
      await expect(steps(page).getByRole("button", { name: /^1 step/ })).toHaveAttribute("aria-expanded", "false");
      await steps(page)
        .getByRole("button", { name: /^1 step/ })
        .press("Enter");
      await steps(page)
        .getByRole("button", { name: /^Searched the web/ })
        .press("Enter");
      await expect(steps(page).getByRole("link", { name: "bridges.example.org/new" })).toBeVisible();
      await expectAccessible(page, "a searched answer");
      await page.setViewportSize({ width: 390, height: 844 });
      await expectAccessible(page, "a searched answer at 390 px");
      searx.close();
    });

    test("a PDF is dropped on the message, searched and cited, and its passage opens", async ({ page, context, baseURL }) => {
      await signInFresh(context, baseURL ?? "");
      await page.goto("/playground");
      await page.getByRole("button", { name: /^Tools/ }).click();
      await expect(page.getByText("No MCP server is set up.", { exact: false })).toBeVisible();
      await page.keyboard.press("Escape");
      const dropped = await page.evaluateHandle(
        (base64) => {
          const transfer = new DataTransfer();
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          transfer.items.add(new File([bytes], "handbook.pdf", { type: "application/pdf" }));
          return transfer;
        },
        pdf(["The notice period is three months to the end of a quarter."]).toString("base64"),
      );
      await message(page).dispatchEvent("drop", { dataTransfer: dropped });
      const chips = page.getByRole("list", { name: "Tools of the next answer" });
      await expect(chips.getByText("ready")).toBeVisible({ timeout: 30_000 });
      await send(page, "What does the handbook say about the notice period?");
      const answer = answers(page).first();
      const chip = answer.getByRole("link", { name: "Source 1: handbook.pdf" }).first();
      await expect(chip).toBeVisible({ timeout: 30_000 });
      await chip.focus();
      await page.keyboard.press("Enter");
      const sheet = page.getByRole("dialog", { name: "Passages" });
      await expect(sheet.getByText("The notice period is three months", { exact: false })).toBeVisible();
      await expectAccessible(page, "an open passage");
      await page.keyboard.press("Escape");
      await expect(sheet).toHaveCount(0);
      await expect(page.getByRole("list", { name: "Cited files" })).toContainText("handbook.pdf");
      await page.setViewportSize({ width: 390, height: 844 });
      await expectAccessible(page, "a cited file at 390 px");
    });
  });
}

import { expect } from "@playwright/test";
import { createOwnerLink } from "@/lib/auth/owner-link";
import { startMcpServer } from "@/tests/tools/mcp-server";
import { expectAccessible } from "./accessible";
import { signInFresh } from "./account";
import { test } from "./browser";

const TOOLS = [
  { name: "find_customer", description: "Looks a customer up", inputSchema: { type: "object" }, annotations: { readOnlyHint: true } },
  { name: "delete_customer", description: "Removes a customer", inputSchema: { type: "object" } },
];

test("the owner adds an MCP server, sees what it can do, changes it and removes it", async ({ page }) => {
  const server = await startMcpServer({ era: "2025-11-25", tools: TOOLS });
  await page.goto(`/sign-in/link/${(await createOwnerLink()).token}`);
  await page.waitForURL("**/playground");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Tools" }).click();
  await expect(page.getByRole("heading", { name: "No server yet" })).toBeVisible();
  await expectAccessible(page, "without a server");

  await page.getByRole("button", { name: "Add a server" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Label", { exact: true }).fill("crm");
  await dialog.getByLabel("Address", { exact: true }).fill(server.url);
  await dialog.getByLabel("Headers", { exact: true }).fill("Cookie: a=b");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("One header a line", { exact: false })).toBeVisible();
  await dialog.getByLabel("Headers", { exact: true }).fill("Authorization: Bearer tok-canary-0123456789");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("This address is on your own network.", { exact: false })).toBeVisible();
  await expectAccessible(page, "the dialog with an error");
  await dialog.getByLabel("This server is on my own network").check();
  await dialog.getByLabel("Before a call").selectOption({ label: "Calls are asked for unless they only read" });
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);

  const row = page.getByRole("list", { name: "MCP servers" }).getByRole("listitem").filter({ hasText: "crm" });
  await expect(row.getByText(/^Answered after \d+ ms with 2 tools\.$/)).toBeVisible();
  expect(server.headers.authorization).toBe("Bearer tok-canary-0123456789");
  await row.getByText("What crm can do").click();
  const tools = row.getByRole("list", { name: "Tools of crm" }).getByRole("listitem");
  await expect(tools).toHaveText([/^find_customer only reads/, /^delete_customer may change something/]);
  await expectAccessible(page, "a server with its tools");
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page, "390 px");
  expect(await page.content()).not.toContain("canary");

  await server.stop();
  await row.getByRole("button", { name: "Test crm" }).click();
  await expect(row.getByText("The server can't be reached.")).toBeVisible();
  await row.getByRole("button", { name: "Edit crm" }).click();
  await dialog.getByLabel("Allowed tools").fill("find_customer");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(row.getByText("only find_customer · with authorization", { exact: false })).toBeVisible();

  await row.getByRole("button", { name: "Remove crm" }).click();
  await dialog.getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("heading", { name: "No server yet" })).toBeVisible();
});

test("a member sees who sets tools up, and nothing to change", async ({ page, context, baseURL }) => {
  await signInFresh(context, baseURL ?? "");
  await page.goto("/tools");
  await expect(page.getByText("The owner of this server sets up which tools models may use.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Add a server" })).toHaveCount(0);
});

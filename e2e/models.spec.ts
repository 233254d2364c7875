import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "@playwright/test";
import { createOwnerLink } from "@/lib/auth/owner-link";
import { expectAccessible } from "./accessible";
import { signInFresh } from "./account";
import { test } from "./browser";

const CHUNK = { choices: [{ delta: { content: "Hello" }, finish_reason: "stop" }] };

/** A server of the OpenAI format with one model, which wants its key. */
async function startModelServer(key: string): Promise<Server & { url: string }> {
  const server = createServer((request, response) => {
    if (request.headers.authorization !== `Bearer ${key}`) response.writeHead(401).end();
    else if (request.method === "GET") {
      response.writeHead(200, { "content-type": "application/json" }).end('{"data":[{"id":"tiny:1b"}]}');
    } else {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end(`data: ${JSON.stringify(CHUNK)}\n\ndata: [DONE]\n\n`);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(server, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` });
}

test("the owner adds a server, tests it, lets an id stand for its model, and a chat is answered by it", async ({ page }) => {
  const key = "sk-e2e-canary-0123456789";
  const models = await startModelServer(key);
  await page.goto(`/sign-in/link/${(await createOwnerLink()).token}`);
  await page.waitForURL("**/playground");
  await page.goto("/models");

  await page.getByRole("button", { name: "Add a server" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Kind").selectOption({ label: "Another one" });
  await dialog.getByLabel("Name", { exact: true }).fill("My box");
  await dialog.getByLabel("In model ids").fill("my-box");
  await dialog.getByLabel("Address", { exact: true }).fill(models.url);
  await dialog.getByLabel("Key", { exact: true }).fill("sk-wrong-key-000000");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("This address is on your own network.", { exact: false })).toBeVisible();
  await expectAccessible(page, "the dialog with an error");
  await dialog.getByLabel("This server is on my own network").check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);

  const row = page.getByRole("list", { name: "Providers" }).getByRole("listitem").filter({ hasText: "My box" });
  await row.getByRole("button", { name: "Test My box" }).click();
  await expect(row.getByText("My box refused the key.")).toBeVisible();
  await row.getByRole("button", { name: "Edit My box" }).click();
  await dialog.getByLabel("Key", { exact: true }).fill(key);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  await row.getByRole("button", { name: "Test My box" }).click();
  await expect(row.getByText(/Works: 1 model; tiny:1b began to answer after \d+ ms\./)).toBeVisible();
  expect(await page.content()).not.toContain("canary");

  await page.getByRole("button", { name: "Add an alias" }).click();
  await dialog.getByLabel("Asked for").fill("c1/openai/gpt-5/v-20250915");
  await dialog.getByLabel("Answered by").fill("my-box/tiny:1b");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  const answer = await page.evaluate(async () => {
    const body = JSON.stringify({ model: "c1/openai/gpt-5/v-20250915", messages: [{ role: "user", content: "Hi" }] });
    const response = await fetch("/v1/embed/chat/completions", { method: "POST", headers: { "content-type": "application/json" }, body });
    return response.json();
  });
  expect(answer).toMatchObject({ model: "my-box/tiny:1b" });
  expect(answer.choices[0].message.content).toContain("Hello");

  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page, "390 px");

  await page.getByRole("button", { name: "Remove c1/openai/gpt-5/v-20250915" }).click();
  await dialog.getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("No alias yet.")).toBeVisible();
  await page.getByRole("button", { name: "Remove My box" }).click();
  await dialog.getByRole("button", { name: "Remove" }).click();
  await expect(row).toHaveCount(0);
  models.close();
});

test("a member sees the models and nothing to change", async ({ page, context, baseURL }) => {
  await signInFresh(context, baseURL ?? "");
  await page.goto("/models");
  await expect(page.getByRole("list", { name: "Models" }).getByText("c1/vitrine/offline/v-20261122", { exact: true })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Providers" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /Add|Edit|Remove|Test/ })).toHaveCount(0);
});

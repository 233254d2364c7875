import { randomUUID } from "node:crypto";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Page } from "@playwright/test";
import { saveProvider } from "@/lib/providers/mutations";
import { expectAccessible } from "./accessible";
import { type SignedInAccount, signInFresh } from "./account";
import { test } from "./browser";
import { collectComplaints } from "./complaints";
import { answers, complete, send, stored, storedThread } from "./playground-steps";

interface Thinker {
  server: Server;
  url: string;
  /** Resolves when an answer is asked for. */
  asked(): Promise<void>;
  /** Sends a delta of the answer that is being asked for. */
  say(delta: object): void;
  end(reason: string): void;
}

/** A server of the OpenAI format, whose model says what the test has it say, when the test has it say it. */
async function startThinker(): Promise<Thinker> {
  let asking: ServerResponse | null = null;
  let hear = (): void => {};
  const server = createServer((request, response) => {
    request.resume();
    if (request.method === "GET") return void response.end('{"data":[{"id":"slow"}]}');
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.flushHeaders();
    asking = response;
    hear();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const write = (choice: object) => asking?.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: {}, ...choice }] })}\n\n`);
  return {
    server,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked: () =>
      new Promise((resolve) => {
        hear = resolve;
      }),
    say: (delta) => void write({ delta }),
    end(reason) {
      write({ finish_reason: reason });
      asking?.end("data: [DONE]\n\n");
      asking = null;
    },
  };
}

let account: SignedInAccount;
let thinker: Thinker;

test.beforeEach(async ({ context, page, baseURL }) => {
  account = await signInFresh(context, baseURL ?? "");
  thinker = await startThinker();
  // A name of its own: by that of an earlier test the server would ask the provider of that one for some seconds more.
  const name = `thinker-${randomUUID().slice(0, 8)}`;
  const provider = { name, label: name, baseUrl: thinker.url, apiKey: null, allowLocal: true };
  const actor = { type: "user", ...account, ip: null, userAgent: null, requestId: null } as const;
  expect(await saveProvider(actor, provider)).toEqual({ ok: true });
  const settings = { model: `c1/${name}/slow/v-20261122`, system: null, temperature: null, topP: null, maxTokens: null, tools: null };
  await page.addInitScript((text) => localStorage.setItem("vitrine.playground.settings", text), JSON.stringify(settings));
  // The server looks for changed providers every few seconds.
  await expect(async () => {
    await page.goto("/playground");
    await expect(page.getByRole("button", { name: /^Model: .*slow/ })).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
});

test.afterEach(() => {
  thinker.server.closeAllConnections();
  thinker.server.close();
});

async function ask(page: Page): Promise<void> {
  const asked = thinker.asked();
  await send(page, "Which quarter was the best?");
  await asked;
}

const PROGRAM = 'root = Card([t])\nt = TextContent("The third quarter was the best.")\n';

for (const theme of ["light", "dark"] as const) {
  for (const width of [1280, 390]) {
    test(`what a model thinks is seen while it thinks, and is gone with the answer, ${theme}, ${width} px`, async ({ page }, info) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height: 844 });
      const complaints = await collectComplaints(page);
      await ask(page);
      thinker.say({ reasoning_content: "**Reading the figures**\n\nFour quarters are given; the third is the largest" });
      const answer = answers(page);
      await expect(answer.getByText("Reading the figures").first()).toBeVisible();
      await expect(answer.getByText("the third is the largest").first()).toBeVisible();
      thinker.say({ reasoning_content: ", at 4.2 million.\n\n**Choosing what shows it**\n\nOne sentence & no chart <b>is</b> enough." });
      await expect(answer.getByText("Choosing what shows it").first()).toBeVisible();
      await expect(answer.getByText("One sentence & no chart <b>is</b> enough.").first()).toBeVisible();
      await page.screenshot({ path: info.outputPath(`thinking-${theme}-${width}.png`) });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
      await expectAccessible(page, "an answer that is being thought about");
      thinker.say({ content: PROGRAM });
      await expect(answer.getByText("The third quarter was the best.")).toBeVisible();
      await expect(answer.getByText("Choosing what shows it")).toHaveCount(0);
      thinker.end("stop");
      await complete(page);
      await stored(page, account);
      expect(JSON.stringify(await storedThread(page, account))).not.toContain("thinkitem");
      expect(complaints).toEqual([]);
    });
  }
}

test("thoughts before a tool call go with it, and a stopped thought leaves no error", async ({ page }) => {
  await page.getByRole("button", { name: "Settings of the request" }).click();
  await page.getByRole("dialog").getByLabel("Tools").fill('[{"name":"sales"}]');
  await page.keyboard.press("Escape");
  await ask(page);
  thinker.say({ reasoning_content: "I should look that up." });
  await expect(answers(page).getByText("I should look that up.").first()).toBeVisible();
  thinker.say({ tool_calls: [{ index: 0, id: "call_1", type: "function", function: { name: "sales", arguments: "{}" } }] });
  thinker.end("tool_calls");
  await complete(page);
  await expect(answers(page).getByLabel("Result of sales")).toBeVisible();
  await expect(answers(page).getByText("I should look that up.")).toHaveCount(0);
  await expect(answers(page).getByText("could not be rendered")).toHaveCount(0);

  await page.goto("/playground");
  await ask(page);
  thinker.say({ reasoning_content: "This takes me long" });
  await expect(answers(page).getByText("This takes me long").first()).toBeVisible();
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(answers(page).getByText("Stopped before anything arrived.")).toBeVisible();
  await expect(answers(page).getByText("could not be rendered")).toHaveCount(0);
});

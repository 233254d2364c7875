import { expect, type Page } from "@playwright/test";
import { expectAccessible, WIDTHS } from "./accessible";
import { type SignedInAccount, signInFresh } from "./account";
import { test } from "./browser";
import { collectComplaints } from "./complaints";
import { answers, complete, send, stored, storedThread } from "./playground-steps";
import { openWithModel, type SlowProvider, startSlowProvider } from "./slow-provider";

let account: SignedInAccount;
let thinker: SlowProvider;

test.beforeEach(async ({ context, page, baseURL }) => {
  account = await signInFresh(context, baseURL ?? "");
  thinker = await startSlowProvider();
  await openWithModel(page, thinker, account);
});

test.afterEach(() => thinker.close());

async function ask(page: Page): Promise<void> {
  const asked = thinker.asked();
  await send(page, "Which quarter was the best?");
  await asked;
}

const PROGRAM = 'root = Card([t])\nt = TextContent("The third quarter was the best.")\n';

for (const width of WIDTHS) {
  test(`what a model thinks is drawn while it thinks, and folded beside the answer, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    const complaints = await collectComplaints(page);
    await ask(page);
    thinker.say({ reasoning_content: "**Reading the figures**\n\nFour quarters are given; the third is the largest" });
    const answer = answers(page);
    // Drawn, not as it was written.
    await expect(answer.locator("strong", { hasText: "Reading the figures" })).toBeVisible();
    await expect(answer.getByText("the third is the largest").first()).toBeVisible();
    thinker.say({ reasoning_content: ", at 4.2 million.\n\n**Choosing what shows it**\n\nOne sentence & no chart <b>is</b> enough." });
    await expect(answer.getByText("Choosing what shows it").first()).toBeVisible();
    await expect(answer.getByText("One sentence & no chart <b>is</b> enough.").first()).toBeVisible();
    await expectAccessible(page, "an answer that is being thought about");
    thinker.say({ content: PROGRAM });
    await expect(answer.getByText("The third quarter was the best.")).toBeVisible();
    const step = answer.getByRole("button", { name: "Thought before it answered" });
    await expect(step).toHaveAttribute("aria-expanded", "false");
    await expect(answer.getByText("Choosing what shows it")).toHaveCount(0);
    await step.click();
    await expect(answer.locator("strong", { hasText: "Choosing what shows it" })).toBeVisible();
    thinker.end("stop");
    await complete(page);
    await stored(page, account);
    const kept = await storedThread(page, account);
    expect(kept?.entries.at(-1)?.details?.thinking).toContain("**Choosing what shows it**");
    expect(JSON.stringify(kept?.entries.map(({ item }) => item))).not.toContain("Choosing");
    await page.reload();
    await expect(answer.getByText("The third quarter was the best.")).toBeVisible();
    await expect(step).toHaveAttribute("aria-expanded", "false");
    expect(complaints).toEqual([]);
  });
}

test("thoughts before a tool call are folded, and a stopped thought stays without an error", async ({ page }) => {
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
  await expect(answers(page).getByRole("button", { name: "Thought before it answered" })).toBeVisible();
  await expect(answers(page).getByText("I should look that up.")).toHaveCount(0);
  await expect(answers(page).getByText("could not be rendered")).toHaveCount(0);

  await page.goto("/playground");
  await ask(page);
  thinker.say({ reasoning_content: "This takes me long" });
  await expect(answers(page).getByText("This takes me long").first()).toBeVisible();
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(answers(page).getByText("Stopped before the answer began.")).toBeVisible();
  await expect(answers(page).getByText("could not be rendered")).toHaveCount(0);
});

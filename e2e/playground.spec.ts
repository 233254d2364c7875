import { expect, type Locator, type Page } from "@playwright/test";
import { signInFresh, type SignedInAccount } from "./account";
import { test } from "./browser";
import { collectComplaints } from "./complaints";
import {
  answers,
  answerWith,
  ASKED,
  clickExample,
  complete,
  message,
  questions,
  send,
  stored,
  storedThread,
  streamOf,
} from "./playground-steps";

let account: SignedInAccount;

test.beforeEach(async ({ context, page, baseURL }) => {
  account = await signInFresh(context, baseURL ?? "");
  await page.goto("/playground");
});

/** The server of the tests, and one over the same database that draws with the MIT packages. */
const SERVERS = { thesys: process.env.E2E_BASE_URL, openui: process.env.E2E_OPENUI_URL };

for (const [renderer, baseURL] of Object.entries(SERVERS)) {
  test.describe(`drawn by ${renderer}`, () => {
    test.use({ baseURL });

    test("one click on an example becomes a chart and a table, from this server alone, without a complaint", async ({ page, baseURL }) => {
      const complaints = await collectComplaints(page);
      const foreign: string[] = [];
      page.on("request", (request) => {
        if (!request.url().startsWith(baseURL ?? "") && !/^(data|blob):/.test(request.url())) foreign.push(request.url());
      });
      await page.reload();
      await expect(message(page)).toBeFocused();
      await clickExample(page, "Chart my CSV");
      await complete(page);
      await expect(answers(page).getByRole("img", { name: /^Chart/ })).toBeVisible();
      await expect(page.locator(".open-ui")).toHaveCount(renderer === "openui" ? 1 : 0);
      await expect(answers(page).getByRole("table")).toContainText("42");
      const data = answers(page).getByRole("region", { name: /^Data of/ });
      await answers(page).getByText("Chart data").focus();
      await page.keyboard.press("Enter");
      await expect(data.getByRole("row").filter({ hasText: "42" })).toBeVisible();
      const marks = answers(page).locator("svg.recharts-surface").locator(".recharts-curve, .recharts-bar-rectangle path");
      await expect(marks.first()).toBeVisible();
      await expect(page).toHaveURL(/\/playground\/conv_/);
      await expect(answers(page).getByText("c1/vitrine/offline/v-20261122", { exact: true })).toBeVisible();
      await expect(answers(page).getByText(/^req_/)).toBeVisible();
      expect(foreign).toEqual([]);
      expect(complaints).toEqual([]);
    });

    test("a form is checked, sent with its values, and keeps what was typed over a reload", async ({ page }) => {
      await clickExample(page, "Contact form");
      await complete(page);
      const form = answers(page).first();
      const email = form.getByRole("textbox", { name: /mail/i });
      await email.fill("ada@example.com");
      await email.blur();
      const kept = async () => (await storedThread(page, account))?.entries.map(({ details }) => details?.formContext ?? "").join("");
      await expect.poll(kept).toContain("ada@example.com");
      await page.reload();
      await expect(form.getByRole("textbox", { name: /mail/i })).toHaveValue("ada@example.com");
      await form.getByRole("textbox", { name: /^name/i }).fill("Ada Lovelace");
      const texts = form.getByRole("textbox", { name: /message/i });
      if ((await texts.count()) > 0) await texts.fill("Hello there");
      const select = form.getByRole("combobox");
      if ((await select.count()) > 0) {
        await select.first().click();
        await page.getByRole("option").nth(1).click();
      }
      await form
        .getByRole("button", { name: /send|submit/i })
        .first()
        .click();
      await expect(questions(page).last()).toContainText("ada@example.com");
      await complete(page, 2);
    });

    test("a generated button says what it stands for, with the context the renderer leaves out", async ({ page }) => {
      let asked = "";
      await page.route(ASKED, async (route) => {
        asked = route.request().postData() ?? "";
        await route.fulfill(
          streamOf([
            answerWith(`root = Card([b])\nb = ButtonGroup([Button("Costs", {type: "continue_conversation", context: "Show only costs"})])`),
          ]),
        );
      });
      await send(page, "hello");
      await answers(page).getByRole("button", { name: "Costs" }).click();
      await expect(questions(page).last()).toContainText("Costs");
      await expect(answers(page)).toHaveCount(2);
      const last = JSON.parse(asked).input.at(-1).content;
      expect(last).toContain('<content thesys="true">Costs</content>');
      expect(last).toContain("Show only costs");
    });
  });
}

const EXAMPLES: Record<string, (page: Page) => Locator> = {
  "Monthly expenses": (page) => answers(page).getByRole("img", { name: /^Chart.*rent/ }),
  "Contact form": (page) => answers(page).getByRole("textbox", { name: /email/i }),
  "World population": (page) => answers(page).getByRole("img", { name: /^Chart.*1950/ }),
  "Capital of France": (page) => answers(page).getByRole("heading", { name: "Capital of France" }),
  "Call a tool": (page) => answers(page).getByLabel("Result of get_weather"),
};

for (const [name, result] of Object.entries(EXAMPLES)) {
  test(`the example ${name} does what it says`, async ({ page }) => {
    await clickExample(page, name);
    await complete(page);
    await expect(result(page)).toBeVisible({ timeout: 20_000 });
  });
}

test("a follow-up question is answered from the conversation", async ({ page }) => {
  await clickExample(page, "Capital of France");
  await complete(page);
  await expect(answers(page)).toContainText("Paris");
  await send(page, "And what is its population?");
  await complete(page, 2);
  await expect(answers(page).last()).toContainText(/million|\d[\d,. ]{6,}/);

  const replaced = answers(page).last();
  await page.getByRole("button", { name: "Regenerate" }).click();
  await complete(page, 2);
  const before = await replaced.getAttribute("data-answer");
  const earlier = replaced.getByRole("button", { name: "Earlier version of the answer, 2 of 2 is shown" });
  await earlier.press("Enter");
  await expect(replaced.getByRole("button", { name: "Earlier version of the answer, 1 of 2 is shown" })).toBeFocused();
  await expect(replaced).not.toHaveAttribute("data-answer", before ?? "");
  await expect(replaced).toContainText(/million|\d[\d,. ]{6,}/);
  await expect(answers(page)).toHaveCount(2);
});

test("a tool call shows its arguments, takes a result and goes on", async ({ page }) => {
  await clickExample(page, "Call a tool");
  await complete(page);
  await expect(answers(page)).toContainText("get_weather");
  await expect(answers(page)).toContainText("Paris");
  await page.getByRole("button", { name: "Send result" }).click();
  await expect(page.getByText("Give a result to go on.")).toBeVisible();
  await page.getByLabel("Result of get_weather").fill('{"temperature": 21, "conditions": "sunny"}');
  await page.getByRole("button", { name: "Send result" }).click();
  await complete(page, 2);
  await expect(answers(page).last()).toContainText("21");
  await expect(answers(page).last()).toBeInViewport();
  await stored(page, account, 2);
  await page.reload();
  await complete(page, 2);
});

test("editing a message runs again from there, and what was said before stays reachable", async ({ page }) => {
  await clickExample(page, "Capital of France");
  await complete(page);
  await send(page, "And what is its population?");
  await complete(page, 2);
  const first = questions(page).first();
  await first.hover();
  await first.getByRole("button", { name: "Edit and rerun" }).click();
  const editor = page.getByRole("form", { name: "Edit message" }).getByRole("textbox");
  await expect(editor).toBeFocused();
  await editor.fill("What is the capital of Japan?");
  await page.keyboard.press("Enter");
  await expect(answers(page)).toContainText("Tokyo");
  await expect(answers(page)).toHaveCount(1);
  await expect(answers(page)).toBeInViewport();
  await stored(page, account);

  // What followed is not lost: it can be put back, and is, also for whoever reads the thread next.
  await questions(page)
    .first()
    .getByRole("button", { name: /^Earlier version of the message/ })
    .press("Enter");
  await expect(questions(page)).toHaveText([/France/, /population/]);
  await expect(answers(page).first()).toContainText("Paris");
  await stored(page, account, 2);
  await page.reload();
  await expect(questions(page)).toHaveCount(2);
  await expect(answers(page).first()).toContainText("Paris");
});

test("a model is found by typing; without its key it says which setting it needs, sends nothing, and the choice is remembered", async ({
  page,
}) => {
  const chats: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/chat/completions")) chats.push(request.url());
  });
  await page.getByRole("button", { name: /^Model:/ }).click();
  await expect(page.getByRole("combobox", { name: "Search models" })).toBeFocused();
  await page.keyboard.type("no such model");
  await expect(page.getByText("No model has that in its name.")).toBeVisible();
  await page.getByRole("combobox", { name: "Search models" }).fill("openai gpt-6.2-sol");
  await expect(page.getByRole("option")).toHaveCount(1);
  await expect(page.getByRole("option")).toContainText("Needs key");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Model: GPT-6.2 Sol" })).toBeFocused();
  await expect(page.getByRole("status").filter({ hasText: "is not connected" })).toContainText("_API_KEY");
  await send(page, "hello");
  await expect(message(page)).toHaveValue("hello");
  await page.reload();
  await expect(page.getByText("is not connected")).toBeVisible();
  await expect(message(page)).toHaveValue("hello");
  expect(chats).toEqual([]);
  await page.getByRole("button", { name: "Use Offline engine" }).click();
  await expect(page.getByText("is not connected")).toHaveCount(0);
});

test("raw answer, request and code are those of the answer, without a key in them", async ({ page }) => {
  const requested = page.waitForRequest(ASKED);
  await clickExample(page, "Capital of France");
  const body = (await requested).postDataJSON();
  await complete(page);
  await page.getByRole("tab", { name: "Raw" }).click();
  await expect(answers(page).locator("pre")).toContainText(/^(# |root = )/);
  await expect(answers(page).locator("pre")).not.toContainText("&quot;");
  await page.getByRole("button", { name: "As it came over the wire" }).click();
  await expect(answers(page)).toContainText('<content thesys="true" version="2">');
  await page.getByRole("tab", { name: "Request" }).click();
  const shown = await answers(page).locator("pre").innerText();
  expect(JSON.parse(shown.slice(shown.indexOf("{")))).toEqual(body);
  await page.getByRole("tab", { name: "Code" }).click();
  for (const language of ["curl", "Python", "TypeScript", "React", "HTML page"]) {
    await page.getByRole("button", { name: language, exact: true }).click();
    await expect(answers(page).locator("pre")).toContainText("VITRINE_API_KEY");
    await expect(answers(page).locator("pre")).toContainText(`${new URL(page.url()).origin}/v1/embed`);
  }
});

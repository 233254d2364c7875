import { expect } from "@playwright/test";
import { signInFresh } from "./account";
import { test } from "./browser";
import { answers, answerWith, ASKED, complete, send, streamOf } from "./playground-steps";

const FORM = `root = Card([form])
form = Form("trip", ButtonGroup([Button("Send", {type: "continue_conversation"}, "primary")]), [name, start, mail])
name = FormControl("Name", Input("name"))
start = FormControl("Start", DatePicker("start", "single"))
mail = FormControl("Mail", Input("mail", {email: true}))`;

test.setTimeout(240_000);

test("a date is chosen by keyboard: the next Tab is in the calendar, Escape comes back", async ({ page, context, baseURL }) => {
  await signInFresh(context, baseURL ?? "");
  await page.goto("/playground");
  await page.route(ASKED, (route) => route.fulfill(streamOf([answerWith(FORM)])), { times: 1 });
  await send(page, "a form");
  await complete(page);
  await expect(answers(page).getByRole("button", { name: "Send" })).toBeVisible({ timeout: 60_000 });
  await answers(page).getByRole("textbox", { name: "Name" }).focus();
  await page.keyboard.press("Tab");
  const picker = answers(page).getByRole("button", { name: /^Start/ });
  await expect(picker).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(picker).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("Tab");
  const calendar = page.locator(".openui-date-picker-renderer-floating-content");
  await expect(calendar.locator(":focus")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(picker).toBeFocused();
  await expect(calendar).toHaveCount(0);
});

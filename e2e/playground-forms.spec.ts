import { expect } from "@playwright/test";
import { signInFresh } from "./account";
import { test } from "./browser";
import { answers, answerWith, ASKED, complete, send, streamOf } from "./playground-steps";

const FORM = `root = Card([form])
form = Form("trip", ButtonGroup([Button("Send", {type: "continue_conversation"}, "primary")]), [name, notes, a, b, c, d, start, mail])
name = FormControl("Name", Input("name", {required: true}))
notes = FormControl("Notes", TextArea("notes", {}, "", 8))
a = FormControl("A", TextArea("a", {}, "", 8))
b = FormControl("B", TextArea("b", {}, "", 8))
c = FormControl("C", TextArea("c", {}, "", 8))
d = FormControl("D", Input("d"))
start = FormControl("Start", DatePicker("start", "single"))
mail = FormControl("Mail", Input("mail", {email: true}))`;

/** The server of the tests, and one over the same database that draws with the MIT packages. */
const SERVERS = { thesys: process.env.E2E_BASE_URL, openui: process.env.E2E_OPENUI_URL };

test.setTimeout(240_000);

for (const [renderer, baseURL] of Object.entries(SERVERS)) {
  test.describe(`drawn by ${renderer}`, () => {
    test.use({ baseURL, viewport: { width: 1280, height: 600 } });

    test.beforeEach(async ({ context, page, baseURL }) => {
      await signInFresh(context, baseURL ?? "");
      await page.goto("/playground");
      await page.route(ASKED, (route) => route.fulfill(streamOf([answerWith(FORM)])), { times: 1 });
      await send(page, "a form");
      await complete(page);
      await expect(answers(page).getByRole("button", { name: "Send" })).toBeVisible({ timeout: 60_000 });
    });

    test("an invalid form goes to its first error, which the field names", async ({ page }) => {
      await answers(page).getByRole("button", { name: "Send" }).click();
      const name = answers(page).getByRole("textbox", { name: "Name" });
      await expect(name).toBeFocused();
      await expect(name).toBeInViewport();
      await expect(name).toHaveAccessibleDescription(/required/i);
      await expect(name).toHaveAttribute("aria-invalid", "true");
    });

    test("a date is chosen by keyboard: the next Tab is in the calendar", async ({ page }) => {
      await answers(page).getByRole("textbox", { name: "D", exact: true }).focus();
      await page.keyboard.press("Tab");
      if (renderer === "openui") {
        // The browser's own field is typed into.
        await page.keyboard.type("05042026");
        await expect(answers(page).getByLabel("Start")).toHaveValue("2026-05-04");
        return;
      }
      const picker = answers(page).getByRole("button", { name: /^Start/ });
      await expect(picker).toBeFocused();
      await page.keyboard.press("Enter");
      await expect(picker).toHaveAttribute("aria-expanded", "true");
      await page.keyboard.press("Tab");
      const calendar = page.getByRole("dialog", { name: /Start/ });
      await expect(calendar.locator(":focus")).toHaveCount(1);
      await page.keyboard.press("Escape");
      await expect(picker).toBeFocused();
      await expect(calendar).toHaveCount(0);
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Shift+Tab");
      await expect(picker).toBeFocused();
    });
  });
}

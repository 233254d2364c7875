import { expect } from "@playwright/test";
import { signInFresh } from "./account";
import { test } from "./browser";
import { collectComplaints } from "./complaints";
import { answers, complete, send } from "./playground-steps";

const TOOL = {
  name: "book_flight",
  parameters: {
    type: "object",
    properties: {
      destination: { type: "string" },
      date: { type: "string", format: "date" },
      class: { type: "string", enum: ["economy", "business"] },
      passengers: { type: "integer", minimum: 1, maximum: 9 },
    },
    required: ["destination", "date", "class", "passengers"],
  },
};

test("a tool's schema makes a form; filled in, it is the call; its result is shown", async ({ page, context, baseURL }) => {
  await signInFresh(context, baseURL ?? "");
  await page.goto("/playground");
  const complaints = await collectComplaints(page);
  await page.getByRole("button", { name: "Settings of the request" }).click();
  await page
    .getByRole("dialog")
    .getByLabel("Tools")
    .fill(JSON.stringify([TOOL]));
  await page.keyboard.press("Escape");
  await send(page, "Book a flight to Paris on 2026-12-24");
  await complete(page);
  const form = answers(page).first();
  await expect(form.getByLabel("Destination")).toHaveValue("Paris");
  await form.getByRole("button", { name: "Book flight" }).click();
  await expect(form.getByText("This field is required").first()).toBeVisible();
  await form.getByRole("radio", { name: "Business" }).click();
  await form.getByLabel("Passengers").fill("2");
  await form.getByRole("button", { name: "Book flight" }).click();
  await complete(page, 2);
  const called = { destination: "Paris", date: "2026-12-24", class: "business", passengers: 2 };
  await expect(answers(page).nth(1).locator("pre")).toHaveText(JSON.stringify(called, null, 2));
  await answers(page).nth(1).getByLabel("Result of book_flight").fill('{"confirmation":"VT-77"}');
  await page.getByRole("button", { name: "Send result" }).click();
  await complete(page, 3);
  await expect(answers(page).nth(2).getByText("VT-77")).toBeVisible();
  expect(complaints).toEqual([]);
});

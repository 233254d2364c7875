import { expect, test } from "@playwright/test";
import { wrap } from "@/lib/genui/read/envelope";
import type { Seen, Show } from "./renderer-entry";
import { applicationOf, RENDERERS, serveRenderer } from "./renderer-page";

test.setTimeout(120_000);

const FIELDS = ["City", "Street", "Company", "Reason", "Nickname"];
const PROGRAM = `root = Card([form])
form = Form("trip", ButtonGroup([Button("Send", {type: "continue_conversation"}, "primary")]), [name, start, diet, ${FIELDS.map((_, at) => `f${at}`).join(", ")}])
name = FormControl("Name", Input("name", {required: true}), "As in your passport")
start = FormControl("Start", DatePicker("start", "single", {required: true}))
diet = FormControl("Diet", RadioGroup("diet", [RadioItem("vegan", "Vegan"), RadioItem("none", "None")], {required: true}))
${FIELDS.map((label, at) => `f${at} = FormControl("${label}", TextArea("t${at}"))`).join("\n")}`;

for (const renderer of RENDERERS) {
  test(`a form with errors leads to the first of them, which says what is wrong, ${renderer}`, async ({ page, baseURL }) => {
    await page.setViewportSize({ width: 390, height: 500 });
    const served = await serveRenderer({ renderer, ...(await applicationOf(baseURL ?? "")) });
    await page.goto(served.origin);
    await page.evaluate((what) => (Reflect.get(window, "show") as (what: Show, isNew: boolean) => Promise<void>)(what, true), {
      response: wrap(PROGRAM),
      isStreaming: false,
      theme: "light",
    } satisfies Show);
    const [send, name] = [page.getByRole("button", { name: "Send" }), page.getByRole("textbox", { name: /^Name/ })];
    await expect(name).toHaveAccessibleDescription("As in your passport");

    await send.click();
    await expect(name).toBeFocused();
    await expect(name).toBeInViewport();
    await expect(name).toHaveAccessibleDescription(/This field is required/);
    await expect(name).toHaveAttribute("aria-invalid", "true");

    await page.keyboard.type("Ada");
    await send.click();
    const start = renderer === "openui" ? page.getByLabel(/^Start/) : page.getByRole("button", { name: /^Start/ });
    await expect(start).toBeFocused();
    await expect(start).toBeInViewport();
    await expect(name).toHaveAccessibleDescription("As in your passport");
    await expect(name).not.toHaveAttribute("aria-invalid");

    expect(await page.evaluate(() => (Reflect.get(window, "seen") as Seen).actions)).toEqual([]);
    await served.close();
  });
}

import { expect, type Locator, type Page, test } from "@playwright/test";
import { wrap } from "@/lib/genui/read/envelope";
import { contrast, isOpaque, type Paint } from "./measure";
import type { Show } from "./renderer-entry";
import { RENDERERS, sharePage } from "./renderer-page";

test.setTimeout(120_000);

const THEMES = ["light", "dark"] as const;

const PROGRAM = `root = Card([tabs, form, chart])
tabs = Tabs([TabItem("a", "Monthly", [TextContent("Twelve euros")]), TabItem("b", "Yearly", [TextContent("A hundred euros")])])
form = Form("trip", ButtonGroup([Button("Send", {type: "continue_conversation"}, "primary"), Button("Later", {type: "continue_conversation"}, "secondary"), Button("Delete", {type: "continue_conversation"}, "primary", "destructive")]), [name, plan, role, topics, alerts, start, size])
name = FormControl("Name", Input("name", {}, "", "text", "Ada"))
plan = FormControl("Plan", Select("plan", [SelectItem("free", "Free"), SelectItem("pro", "Pro")], {}, "Pick"))
role = FormControl("Role", RadioGroup("role", [RadioItem("dev", "Developer"), RadioItem("pm", "Product")], {}, "dev"))
topics = FormControl("Topics", CheckBoxGroup("topics", [CheckBoxItem("charts", "Charts", "", true), CheckBoxItem("forms", "Forms")]))
alerts = FormControl("Settings", SwitchGroup("settings", [SwitchItem("alerts", "Alerts"), SwitchItem("mute", "Mute", "", true)]))
start = FormControl("Start", DatePicker("start", "single", {}, "2026-05-04"))
size = FormControl("Size", Slider("size", "Size", "continuous", 0, 100, [40]))
chart = BarChart(["North", "South"], [{category: "May", values: [12, 9]}, {category: "June", values: [10, 11]}], "default", "grouped", "Sales")`;

/** What must be seen of each control, and how clearly: the parts of a control at 3:1, words at 4.5:1. */
const PARTS: [what: string, selector: string, paint: Paint, least: number][] = [
  ["the edge of a box", '[role="checkbox"][data-state="unchecked"]', "borderTopColor", 3],
  ["a ticked box", '[role="checkbox"][data-state="checked"]', "backgroundColor", 3],
  ["its tick", '[role="checkbox"][data-state="checked"] svg', "color", 3],
  ["a switch that is off", '[role="switch"][data-state="unchecked"]', "backgroundColor", 3],
  ["its knob", '[role="switch"][data-state="unchecked"] span', "backgroundColor", 3],
  ["a switch that is on", '[role="switch"][data-state="checked"]', "backgroundColor", 3],
  ["its knob", '[role="switch"][data-state="checked"] span', "backgroundColor", 3],
  ["the edge of a thumb", ".openui-slider-thumb-handle", "borderTopColor", 3],
  ["the part of a slider before it", ".openui-slider-range", "backgroundColor", 3],
  ["a chosen radio button", '[role="radio"][data-state="checked"] .openui-radio-item-svg-path', "fill", 3],
  ["one that is not", '[role="radio"][data-state="unchecked"] .openui-radio-item-svg-border', "stroke", 3],
  ["the edge of a field", '[role="combobox"]', "borderTopColor", 3],
  ["the edge of a text field", 'input[name="name"], .openui-form-control input[type="text"]', "borderTopColor", 3],
  ["the words of a button", "button.openui-button-base-primary", "color", 4.5],
  ["those of a quiet one", "button.openui-button-base-secondary", "color", 4.5],
  ["those of one that deletes", "button.openui-button-base-destructive-primary", "color", 4.5],
  ["an open tab", '[role="tab"][aria-selected="true"]', "color", 4.5],
  ["a closed tab", '[role="tab"][aria-selected="false"] .openui-tabs-trigger-text', "color", 4.5],
];

async function draw(page: Page, theme: Show["theme"]): Promise<void> {
  const what: Show = { response: wrap(PROGRAM), isStreaming: false, theme };
  await page.evaluate((what) => (Reflect.get(window, "show") as (what: Show, isNew: boolean) => Promise<void>)(what, true), what);
  await expect(page.getByRole("combobox", { name: "Plan" })).toBeVisible();
}

/** What cannot be made out in a state of the page. */
async function unseen(page: Page, state: string): Promise<string[]> {
  const faults: string[] = [];
  for (const [what, selector, paint, least] of PARTS) {
    const part = page.locator(selector).first();
    const ratio = (await part.count()) > 0 ? await contrast(part, paint) : 0;
    if (ratio < least) faults.push(`${state}: ${what} at ${ratio.toFixed(2)}`);
  }
  return faults;
}

/** The same while the pointer, or the focus, is on each control in turn. */
async function unseenWhile(page: Page, state: "hovered" | "focused"): Promise<string[]> {
  const faults: string[] = [];
  for (const [what, selector, paint, least] of PARTS) {
    const part = page.locator(selector).first();
    if (state === "hovered") await part.hover({ force: true });
    else await part.evaluate((node) => (node.closest<HTMLElement>("button, input, [tabindex]") ?? (node as HTMLElement)).focus());
    const ratio = await contrast(part, paint);
    if (ratio < least) faults.push(`${state}: ${what} at ${ratio.toFixed(2)}`);
  }
  return faults;
}

for (const renderer of RENDERERS) {
  test.describe(renderer, () => {
    const shared = sharePage(renderer);

    test(`every control is seen in each of its states`, async () => {
      const page = shared();
      for (const theme of THEMES) {
        await draw(page, theme);
        expect(
          [...(await unseen(page, "at rest")), ...(await unseenWhile(page, "hovered")), ...(await unseenWhile(page, "focused"))],
          theme,
        ).toEqual([]);
      }
    });

    test(`nothing shows through what opens over the page`, async () => {
      const page = shared();
      for (const theme of THEMES) {
        await draw(page, theme);
        await page.getByRole("combobox", { name: "Plan" }).click();
        const options = page.getByRole("option", { name: "Pro" });
        await expectGround(options, `the list of a select, ${theme}`);
        await page.keyboard.press("Escape");
        await expect(options).toHaveCount(0);

        const plot = page.locator("svg.recharts-surface").first();
        await plot.scrollIntoViewIfNeeded();
        const box = await plot.boundingBox();
        await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) * 0.4, (box?.y ?? 0) + (box?.height ?? 0) * 0.6, { steps: 3 });
        await expectGround(page.locator("[data-chart-tip]"), `what a chart tells under the pointer, ${theme}`);

        const picker = page.locator(".openui-date-picker-renderer-floating-input-container");
        // The other renderer leaves dates to the browser's own field.
        if ((await picker.count()) > 0) {
          await picker.click();
          await expectGround(page.getByRole("grid"), `a calendar, ${theme}`);
          await page.keyboard.press("Escape");
          await expect(page.getByRole("grid")).toHaveCount(0);
        }
      }
    });
  });
}

async function expectGround(floating: Locator, what: string): Promise<void> {
  await expect(floating).toBeVisible();
  // What opens fades in, and is whole from then on.
  await expect.poll(() => isOpaque(floating), what).toBe(true);
  await expect.poll(() => contrast(floating, "color"), `the words of ${what}`).toBeGreaterThanOrEqual(4.5);
}

import { expect } from "@playwright/test";
import { COMPONENT_GROUPS, COMPONENTS } from "@/lib/genui/library/library";
import { expectAccessible, WIDTHS } from "./accessible";
import { signInFresh } from "./account";
import { test } from "./browser";
import { weighScripts } from "./page-weight";

const SCRIPT_BYTES_MAX = 200 * 1024;
/** The renderer may still be on its way to a browser that is new. */
const DRAWN = { timeout: 60_000 };

test("every component has its place, and the renderer waits until an example is near", async ({ page, context, baseURL }) => {
  await signInFresh(context, baseURL ?? "");
  const weight = weighScripts(page);
  await page.goto("/components", { waitUntil: "networkidle" });
  expect(await weight.gzipBytes()).toBeLessThanOrEqual(SCRIPT_BYTES_MAX);
  const names = await page.getByRole("article").evaluateAll((articles) => articles.map(({ id }) => id));
  expect(names).toEqual(COMPONENT_GROUPS.flatMap(({ components }) => components));
  await expect(page.getByText("v-20261122")).toBeVisible();

  const chart = page.getByRole("article", { name: "BarChart", exact: true });
  await page.getByRole("navigation", { name: "Index of components" }).getByRole("link", { name: "BarChart", exact: true }).click();
  await expect(page).toHaveURL(/#BarChart$/);
  await expect(chart.getByText("Sales by region", { exact: true })).toBeVisible(DRAWN);
  await expect(chart.getByRole("heading", { name: "BarChart", exact: true })).toBeInViewport();
  await expect(chart.getByRole("region", { name: "source of BarChart" })).toContainText(COMPONENTS.BarChart?.example ?? "–");
  await expect(chart.getByRole("list", { name: "Arguments of BarChart" }).getByRole("listitem").nth(3)).toHaveText(
    /variant\s*optional\s*"grouped" \| "stacked"/,
  );
});

test("a filter narrows the components down, and a link to one that it hides shows it", async ({ page, context, baseURL }) => {
  await signInFresh(context, baseURL ?? "");
  await page.goto("/components");
  const shown = page.getByRole("article");
  await page.getByRole("button", { name: "Tables" }).click();
  await expect(shown).toHaveCount(3);
  await page.getByRole("button", { name: "All" }).click();
  await page.getByRole("searchbox", { name: "Find a component" }).fill("drop-down");
  await expect(shown).toHaveCount(1);
  await expect(page.getByText("1 component", { exact: true })).toBeAttached();
  await shown.getByRole("link", { name: "FormControl" }).click();
  await expect(
    page.getByRole("article", { name: "FormControl", exact: true }).getByRole("heading", { name: "FormControl" }),
  ).toBeInViewport();
  await page.getByRole("searchbox").fill("nothing of the kind");
  await page.getByRole("button", { name: "Show all components" }).click();
  await expect(shown).toHaveCount(Object.keys(COMPONENTS).length);
});

for (const width of WIDTHS) {
  test(`an address leads to its component, and the page passes axe, ${width} px`, async ({ page, context, baseURL }) => {
    await page.setViewportSize({ width, height: 844 });
    await signInFresh(context, baseURL ?? "");
    await page.goto("/components#Accordion");
    const entry = page.getByRole("article", { name: "Accordion", exact: true });
    await expect(entry.getByRole("heading", { name: "Accordion", exact: true })).toBeInViewport();
    await expect(entry.getByText("Why?", { exact: true })).toBeVisible(DRAWN);
    // A few at a time: axe looks at every word of the page.
    for (const [group, word] of [
      ["Tables", "Austria"],
      ["Buttons", "Yes"],
    ] as const) {
      await page.getByRole("button", { name: group, exact: true }).click();
      await page.getByRole("article").first().scrollIntoViewIfNeeded();
      await expect(page.getByRole("article").getByText(word, { exact: true }).first()).toBeVisible(DRAWN);
      await expectAccessible(page, group);
    }
  });
}

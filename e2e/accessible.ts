import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** The widths at which pages are laid out differently. */
export const WIDTHS = [1280, 390];

/** axe finds nothing in the state that is shown, in either theme, and nothing has to be scrolled sideways. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await expectNoViolations(axe(page).withTags(TAGS), `${where}, light`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${where} fits`).toBeLessThanOrEqual(0);
  // The themes differ in colours alone.
  await page.emulateMedia({ colorScheme: "dark" });
  await expectNoViolations(axe(page).withRules("color-contrast"), `${where}, dark`);
}

// What passes is not told one by one, which takes longer than the check.
const axe = (page: Page): AxeBuilder => new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });

async function expectNoViolations(builder: AxeBuilder, where: string): Promise<void> {
  const { violations } = await builder.analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
    where,
  ).toEqual([]);
}

import { expect, type Page, test } from "@playwright/test";
import { DEFAULT_UI } from "@/lib/generation/request";
import { CLOSE, escape, OPEN } from "@/lib/genui/envelope";
import { COMPONENT_GROUPS, COMPONENTS } from "@/lib/genui/library";
import { createStage } from "@/lib/genui/stage";
import { collectComplaints } from "./complaints";
import type { Seen, Show } from "./renderer-entry";
import { applicationOf, serveRenderer } from "./renderer-page";

const NAMES = COMPONENT_GROUPS.flatMap(({ components }) => components).filter((name) => name !== "Card");
const SIZES = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
];
const THEMES = ["light", "dark"] as const;
/** Parts of others, which only draw something where they belong, and there the words of their example. */
const WORDLESS = new Set(["Icon", "Image", "ImageBlock", "ImageGallery", "IconButton"]);

test.setTimeout(240_000);
test.use({ trace: "off" });

/** The answer that shows one component: pieces as they leave while the program comes in. */
function pieces(program: string, length: number): string[] {
  const stage = createStage({ ...DEFAULT_UI, includedComponents: ["EditableTable"] });
  const out = [OPEN];
  for (let at = 0; at < program.length; at += length) out.push(escape(stage.push(program.slice(at, at + length))));
  return [...out, escape(stage.end("whole", false)), CLOSE].filter(Boolean);
}

const programOf = (name: string): string => `root = Card([x])\nx = ${COMPONENTS[name]?.example ?? ""}`;

async function show(page: Page, what: Show, isNew: boolean): Promise<void> {
  await page.evaluate(({ what, isNew }) => (Reflect.get(window, "show") as (what: Show, isNew: boolean) => Promise<void>)(what, isNew), {
    what,
    isNew,
  });
}

for (const theme of THEMES) {
  for (const size of SIZES) {
    test(`every component draws, streamed and whole, ${theme}, ${size.width} px`, async ({ page, baseURL }) => {
      const { policy, styles } = await applicationOf(baseURL ?? "");
      const served = await serveRenderer({ policy, styles });
      const complaints = await collectComplaints(page);
      await page.setViewportSize(size);
      await page.goto(served.origin);
      const faults: string[] = [];
      for (const name of NAMES) {
        const parts = pieces(programOf(name), 25);
        for (let count = 1; count <= parts.length; count++)
          await show(page, { response: parts.slice(0, count).join(""), isStreaming: count < parts.length, theme }, count === 1);
        const streamed = await look(page);
        await show(page, { response: parts.join(""), isStreaming: false, theme }, true);
        const whole = await look(page);
        if (whole.failed || (whole.text === "" && !WORDLESS.has(name))) faults.push(`${name} draws nothing`);
        if (streamed.text !== whole.text) faults.push(`${name} streamed: ${streamed.text}, whole: ${whole.text}`);
        if (whole.overflow > 0) faults.push(`${name} is ${whole.overflow} px wider than the page`);
        const said = complaints.splice(0).filter((text) => !text.includes("404"));
        if (said.length > 0) faults.push(`${name}: ${said.join(" | ")}`);
      }
      expect(faults).toEqual([]);
      await served.close();
    });
  }
}

/** What can be seen of the answer. */
async function look(page: Page): Promise<{ text: string; failed: boolean; overflow: number }> {
  await page.waitForTimeout(60);
  return page.evaluate(() => {
    const root = document.getElementById("root");
    const text = (root?.innerText ?? "").replace(/\s+/g, " ").trim();
    const overflow = Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth);
    return { text, failed: (Reflect.get(window, "seen") as Seen).failed, overflow };
  });
}

test("contact sheets of all components", async ({ page, baseURL }) => {
  const { policy, styles } = await applicationOf(baseURL ?? "");
  const served = await serveRenderer({ policy, styles });
  await page.goto(served.origin);
  const whole = COMPONENT_GROUPS.map(({ components }) => components.filter((name) => name !== "Card"));
  for (const theme of THEMES) {
    for (const { width } of SIZES) {
      await page.setViewportSize({ width, height: 900 });
      for (const [index, names] of whole.entries()) {
        const program = `root = Card([${names.map((_, n) => `x${n}`).join(", ")}])\n${names.map((name, n) => `x${n} = ${COMPONENTS[name]?.example}`).join("\n")}`;
        await show(page, { response: pieces(program, 10_000).join(""), isStreaming: false, theme }, true);
        await page.waitForTimeout(900);
        const picture = await page.screenshot({ fullPage: true, path: `test-results/components/${theme}-${width}-${index}.png` });
        expect(picture.length).toBeGreaterThan(2_000);
      }
    }
  }
  await served.close();
});

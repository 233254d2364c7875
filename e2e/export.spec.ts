import { readFileSync, writeFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type Download, expect, type Page } from "@playwright/test";
import { withBrowser } from "@/lib/export/browser";
import { exportAnswer, stopExports } from "@/lib/export/export-answer";
import { noteOwnAddress } from "@/lib/export/own-origin";
import type { Sheet } from "@/lib/export/sheet";
import { unfold } from "@/lib/export/unfold";
import { signInFresh } from "./account";
import { test } from "./browser";
import { collectComplaints } from "./complaints";
import { answers, answerWith, ASKED, complete, send, streamOf } from "./playground-steps";

const PROGRAM = `root = Card([h, c, t, tabs, a, cards, f])
h = Header("Quarterly figures", "In thousands")
c = BarChart(["Jan", "Feb"], [{category: "Sales", values: [120, 180]}], "scrollable", "grouped", "Sales by month")
t = Table([Col("Region", "string"), Col("Orders", "number")], [["North", 4711], ["South", 815]])
tabs = Tabs([TabItem("a", "Asia", [TextContent("Words about Asia.")]), TabItem("b", "Africa", [TextContent("Words about Africa."), PieChart([{category: "Oil", value: 3}, {category: "Gas", value: 7}], "donut", "Energy")])])
a = Accordion([AccordionItem("w", "Why so", [TextContent("Because it was measured.")]), AccordionItem("x", "And then", [TextContent("It was published.")])])
cards = ContextCardBlock([ContextCardItem("1", "Card one", "Body one"), ContextCardItem("2", "Card two", "Body two"), ContextCardItem("3", "Card three", "Body three")], "carousel")
f = Form("f", ButtonGroup([Button("Send", {type: "continue_conversation"})]), [FormControl("Your name", Input("name")), FormControl("Link", Input("link", null, "https://example.com"))])`;
const ANSWER = answerWith(PROGRAM);
const TEXTS = ["Quarterly figures", "In thousands", "Sales by month", "North", "4,711", "Asia", "Words about Asia.", "Africa"];
const HIDDEN_TEXTS = ["Words about Africa.", "Energy", "Why so", "Because it was measured.", "And then", "It was published.", "Body three"];

/** Waits for the answer and for its file: a browser is started and a page drawn, on a machine that has other things to do. */
const DRAWN = { timeout: 100_000 };

test.setTimeout(300_000);

/** A thread with the answer in it. */
async function answered(page: Page, baseURL: string | undefined): Promise<void> {
  await signInFresh(page.context(), baseURL ?? "");
  await page.route(ASKED, (route) => route.fulfill(streamOf([ANSWER])));
  await page.goto("/playground");
  await send(page, "Show me the figures");
  await complete(page);
}

/** Chooses from the menu by keyboard alone. */
async function choose(page: Page, item: "PDF" | "HTML file"): Promise<void> {
  await answers(page).getByRole("button", { name: "Export" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "PDF" })).toBeFocused();
  if (item !== "PDF") await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: item })).toBeFocused();
  await page.keyboard.press("Enter");
}

async function exported(page: Page, item: "PDF" | "HTML file"): Promise<{ download: Download; file: Buffer; path: string }> {
  const saved = page.waitForEvent("download", DRAWN);
  await choose(page, item);
  await expect(answers(page).getByText(`Making the ${item}`)).toBeVisible();
  const download = await saved;
  await expect(answers(page).getByText(`Saved as ${download.suggestedFilename()}`)).toBeVisible();
  const path = await download.path();
  return { download, file: readFileSync(path), path };
}

/** A file opened where there is no network. */
async function opened(browser: Browser, html: string, info: { outputPath(name: string): string }): Promise<{ page: Page; seen: string[] }> {
  const path = info.outputPath("saved.html");
  writeFileSync(path, html);
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  const seen: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith("data:") && request.url() !== `file://${path}`) seen.push(request.url());
  });
  page.on("dialog", (dialog) => void dialog.dismiss().then(() => seen.push("a dialog")));
  page.on("console", (message) => seen.push(message.text()));
  page.on("pageerror", (error) => seen.push(error.message));
  await page.goto(`file://${path}`);
  return { page, seen };
}

test("an answer is saved as one HTML file with everything in it, that runs nothing and asks for nothing", async ({
  page,
  browser,
  baseURL,
}, info) => {
  const complaints = await collectComplaints(page);
  await answered(page, baseURL);
  const { download, file } = await exported(page, "HTML file");
  expect(download.suggestedFilename()).toBe("quarterly-figures.html");
  expect(complaints).toEqual([]);

  const { page: saved, seen } = await opened(browser, file.toString(), info);
  await expect(saved).toHaveTitle("Quarterly figures");
  await expect(saved.getByRole("heading", { level: 1 })).toHaveText("Quarterly figures");
  for (const text of [...TEXTS, ...HIDDEN_TEXTS]) await expect(saved.getByText(text, { exact: true }).first()).toBeVisible();
  await expect(saved.getByRole("img", { name: /^Chart/ })).toHaveCount(2);
  await expect(saved.locator(".recharts-bar-rectangle path")).toHaveCount(2);
  await expect(saved.locator("svg.recharts-surface circle[data-share]")).toHaveCount(2);
  await expect(saved.getByRole("row").filter({ hasText: "Feb" })).toContainText("180");
  await expect(saved.getByText(/^Made with /)).toBeVisible();
  await expect(saved.locator("html")).toHaveAttribute("lang", "en");
  await expect(saved.getByRole("button", { name: "Send" })).toBeDisabled();
  await expect(saved.getByLabel("Your name")).toBeDisabled();
  expect(await saved.locator("script, iframe, object, embed, link, form[action], [onclick], [onload]").count()).toBe(0);
  await expect(saved.locator("meta[http-equiv='Content-Security-Policy']")).toHaveAttribute("content", /^default-src 'none'/);
  expect(await saved.evaluate(() => [...document.fonts].some(({ family, status }) => /Inter/.test(family) && status === "loaded"))).toBe(
    true,
  );
  const { violations } = await new AxeBuilder({ page: saved }).withTags(["wcag2a", "wcag2aa"]).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
  expect(seen).toEqual([]);
  await saved.context().close();
});

test("an answer is saved as a PDF on A4: tagged, outlined, with text in it", async ({ page, baseURL }) => {
  await answered(page, baseURL);
  const { download, file } = await exported(page, "PDF");
  expect(download.suggestedFilename()).toBe("quarterly-figures.pdf");
  const source = file.toString("latin1");
  expect(source.slice(0, 5)).toBe("%PDF-");
  for (const mark of ["/StructTreeRoot", "/Outlines", "/Lang", "/MarkInfo", "/ToUnicode", "/S /H1", "/S /Table", "/S /Figure"])
    expect(source, mark).toContain(mark);
  const pages = [...source.matchAll(/\/Type \/Page\b(?!s)/g)].length;
  expect(pages).toBeGreaterThanOrEqual(1);
  expect(pages).toBeLessThan(8);
  expect(source).toMatch(/\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/);
});

test("the menu says why there is no file, and tries again", async ({ page, baseURL }) => {
  await answered(page, baseURL);
  const message = "Exports need Chromium, and this server has none.";
  const error = { error: { message, type: "server_error", param: null, code: "export_unavailable" } };
  let asked: { format?: string; content?: string; theme?: string } = {};
  await page.route("**/v1/embed/export", (route) => {
    asked = route.request().postDataJSON() as typeof asked;
    return route.fulfill({ status: 501, json: error });
  });
  await choose(page, "PDF");
  await expect(answers(page).getByRole("alert")).toContainText("The PDF could not be made");
  await expect(answers(page).getByRole("alert")).toContainText(message);
  expect(asked).toMatchObject({ format: "pdf", content: ANSWER, theme: "light" });

  await page.unroute("**/v1/embed/export");
  await page.route("**/v1/embed/export", (route) =>
    route.fulfill({ status: 200, headers: { "content-disposition": "attachment; filename*=UTF-8''gr%C3%B6%C3%9Fe.pdf" }, body: "%PDF-" }),
  );
  const saved = page.waitForEvent("download");
  await answers(page).getByRole("button", { name: "Try again" }).click();
  expect((await saved).suggestedFilename()).toBe("größe.pdf");
  await expect(answers(page).getByRole("alert")).toHaveCount(0);
  await expect(answers(page).getByRole("button", { name: "Export" })).toBeVisible();
});

/** What the API draws, without the API: a browser of this process on the page of the server. */
function sheetOf(program: string, more: Partial<Sheet> = {}): Sheet {
  const response = unfold(program)?.response ?? "";
  return { response, title: "Sheet", subtitle: null, date: "Today", model: null, language: "en", theme: "light", ...more };
}

test.describe("the browser", () => {
  test.beforeAll(() => {
    const { hostname, port } = new URL(process.env.E2E_BASE_URL ?? "");
    noteOwnAddress({ address: hostname, port: Number(port), family: "IPv4" });
  });
  test.afterAll(stopExports);

  const never = new AbortController().signal;
  const draw = async (sheet: Sheet, signal = never) => new TextDecoder().decode(await exportAnswer(sheet, "html", signal));

  test("what stands in titles and texts stays text, dark as light", async ({ browser }, info) => {
    const hostile = `</title></style></script><img src=x onerror=alert(1)><svg onload=alert(2)>`;
    const sheet = sheetOf(`root = Card([t, b])\nt = TextContent(${JSON.stringify(hostile)})\nb = Image("A cat", "/v1/embed/models")`, {
      title: hostile,
      subtitle: hostile,
      model: hostile,
      theme: "dark",
    });
    const { page, seen } = await opened(browser, await draw(sheet), info);
    await expect(page).toHaveTitle(hostile);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(hostile);
    // The mark of a picture that is not there, which comes with the document.
    await expect(page.getByRole("img", { name: "A cat" })).toBeVisible();
    expect(await page.locator("script, img:not([src^='data:image/svg+xml,']), [onerror], [onload]").count()).toBe(0);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe("dark");
    expect(seen).toEqual([]);
    await page.context().close();
  });

  test("one that crashed is replaced, and one who leaves is not waited for", async () => {
    const sheet = sheetOf("Just words.");
    expect(await draw(sheet)).toContain("Just words.");
    await withBrowser(async (running) => {
      const ended = new Promise((resolve) => {
        running.once("disconnected", resolve);
      });
      const inside = await running.newBrowserCDPSession();
      void inside.send("Browser.crash").catch(() => undefined);
      await ended;
    });
    expect(await draw(sheet)).toContain("Just words.");
    const departure = new AbortController();
    const leaving = draw(sheet, departure.signal);
    setTimeout(() => departure.abort(new Error("left")), 100);
    await expect(leaving).rejects.toThrow("left");
  });
});

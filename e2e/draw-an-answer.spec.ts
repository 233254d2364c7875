import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, type Locator, type Page } from "@playwright/test";
import { build } from "esbuild";
import { createKey } from "@/lib/keys/mutations";
import { signInFresh } from "./account";
import { test } from "./browser";
import { clickExample, complete, answers } from "./playground-steps";
import { type Site, serveSite } from "./site";

const root = fileURLToPath(new URL("..", import.meta.url));
const PLACEHOLDER = "VITRINE_API_KEY";

/** Creates a key in the page and gives the example that is shown with it. */
async function shownExample(page: Page, label: string): Promise<string> {
  await page.goto("/keys");
  await page.getByLabel("Name", { exact: true }).fill("Page");
  await page.getByRole("button", { name: "Create key" }).click();
  const dialog = page.getByRole("dialog", { name: "Save your key" });
  await dialog.getByRole("tab", { name: label }).click();
  await expect(dialog.getByText("never publish one")).toBeVisible();
  return dialog.getByRole("region", { name: `${label} example` }).innerText();
}

/** A chart with its line and a table with these figures, drawn. */
async function expectDrawn(place: Locator): Promise<void> {
  await expect(place.locator("svg.recharts-surface path.recharts-curve").filter({ visible: true }).first()).toBeVisible();
  await expect(place.getByRole("cell", { name: "210", exact: true })).toBeVisible();
}

test.beforeEach(async ({ context, baseURL }) => {
  await signInFresh(context, baseURL ?? "");
});

test("the HTML page of the Keys page draws the answer when it is opened as a file, and its buttons ask on", async ({ page, browser }) => {
  const html = await shownExample(page, "HTML page");
  const folder = mkdtempSync(join(tmpdir(), "vitrine-page-"));
  try {
    writeFileSync(join(folder, "ask.html"), html);
    const opened = await browser.newPage();
    const complaints: string[] = [];
    opened.on("pageerror", (error) => complaints.push(error.message));
    await opened.goto(pathToFileURL(join(folder, "ask.html")).href);
    const answer = opened.locator("vitrine-answer");
    await expectDrawn(answer);
    await expect(answer).toHaveAttribute("aria-busy", "false");
    await answer.getByText("Show only the table").click();
    await expect(answer.locator("svg.recharts-surface")).toHaveCount(0);
    await expect(answer.getByRole("cell", { name: "210", exact: true })).toBeVisible();
    expect(complaints).toEqual([]);
    await opened.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("the React client of the Keys page draws the answer, from another origin", async ({ page, browser }) => {
  const component = await shownExample(page, "React");
  const site = await serveReact(component);
  try {
    const opened = await browser.newPage();
    await opened.goto(site.origin);
    await opened.getByRole("button", { name: "Ask" }).click();
    await expectDrawn(opened.locator("#root"));
    await opened.close();
  } finally {
    await site.close();
  }
});

test("the HTML page of the Code tab asks the very question, with a key in its place", async ({ page, browser, context, baseURL }) => {
  const account = await signInFresh(context, baseURL ?? "");
  const actor = { type: "cli", ...account, ip: null, userAgent: null, requestId: null } as const;
  const made = await createKey(actor, { name: "Page", expiresAt: null });
  await page.goto("/playground");
  await clickExample(page, "Chart my CSV");
  await complete(page);
  await page.getByRole("tab", { name: "Code" }).click();
  await answers(page).getByRole("button", { name: "HTML page" }).click();
  await expect(answers(page).getByText("never publish one")).toBeVisible();
  const html = await answers(page).getByRole("region", { name: "HTML page code" }).innerText();
  expect(html).not.toContain("vtr_");
  const opened = await browser.newPage();
  await opened.setContent(html.replace(PLACEHOLDER, made.ok ? made.secret : ""));
  await expect(opened.locator("vitrine-answer svg.recharts-surface").filter({ visible: true }).first()).toBeVisible();
  await opened.close();
  // A page of its own: what a script declared stays with the window, whatever is written into it.
  const refused = await browser.newPage();
  await refused.setContent(html);
  await expect(refused.locator("vitrine-answer").getByRole("alert")).toContainText("API key");
  await refused.close();
});

test("the start page shows the engine's own answer to its example, drawn", async ({ page, context }) => {
  await context.clearCookies();
  await page.goto("/");
  const figure = page.getByRole("figure").filter({ hasText: "Show our sales as bars" }).first();
  await expect(figure.locator("svg.recharts-surface .recharts-bar-rectangle path").filter({ visible: true }).first()).toBeVisible();
  await expect(figure.getByRole("cell", { name: "210", exact: true })).toBeVisible();
});

/** What a bundler makes of the component, on a site of its own. */
async function serveReact(component: string): Promise<Site> {
  const { outputFiles } = await build({
    stdin: {
      contents:
        'import { createRoot } from "react-dom/client"; import App from "app"; createRoot(document.getElementById("root")).render(<App />);',
      resolveDir: root,
      loader: "jsx",
    },
    bundle: true,
    format: "iife",
    outdir: "/site",
    write: false,
    jsx: "automatic",
    logLevel: "silent",
    define: { "process.env.NODE_ENV": '"production"' },
    loader: { ".woff2": "empty", ".woff": "empty", ".ttf": "empty", ".svg": "empty" },
    plugins: [
      {
        name: "app",
        setup(bundler) {
          bundler.onResolve({ filter: /^app$/ }, () => ({ path: "app", namespace: "app" }));
          bundler.onLoad({ filter: /.*/, namespace: "app" }, () => ({ contents: component, loader: "jsx", resolveDir: root }));
        },
      },
    ],
  });
  const text = (ending: string): string => outputFiles.find((file) => file.path.endsWith(ending))?.text ?? "";
  const html =
    '<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/app.css"><div id="root"></div><script src="/app.js"></script>';
  return serveSite((request, response) => {
    const [type, body] = request.url?.endsWith(".js")
      ? ["text/javascript", text(".js")]
      : request.url?.endsWith(".css")
        ? ["text/css", text(".css")]
        : ["text/html", html];
    response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(body);
  });
}

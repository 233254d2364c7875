import { fileURLToPath } from "node:url";
import { type Page, test } from "@playwright/test";
import { build } from "esbuild";
import { type Site, serveSite } from "./site";

/** What every picture shows. */
const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30" fill="teal"/></svg>';

const root = fileURLToPath(new URL("..", import.meta.url));

/** The modules that draw answers, as the setting RENDERER names them. */
const MODULES = { thesys: "components/renderer/gen-ui.tsx", openui: "components/renderer/openui/open-ui.tsx" };

export type RendererName = keyof typeof MODULES;
export const RENDERERS: RendererName[] = ["thesys", "openui"];

interface Serving {
  renderer: RendererName;
  /** The content policy of the page. */
  policy: string | null;
  /** The styles of the application. */
  styles: string;
}

/** A page with nothing but one of the playground's renderers in it, on an origin of its own. */
export async function serveRenderer({ renderer, policy, styles }: Serving): Promise<Site> {
  const { js, css } = await bundled(renderer);
  const nonce = /'nonce-([^']+)'/.exec(policy ?? "")?.[1] ?? "";
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Renderer</title><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><link rel="stylesheet" href="/app.css"><link rel="stylesheet" href="/renderer.css"></head><body><main id="root"></main><script nonce="${nonce}" src="/renderer.js"></script></body></html>`;
  const files: Record<string, [type: string, body: string]> = {
    "/": ["text/html; charset=utf-8", html],
    "/renderer.js": ["text/javascript; charset=utf-8", js],
    "/renderer.css": ["text/css; charset=utf-8", css],
    "/app.css": ["text/css; charset=utf-8", styles],
  };
  return serveSite((request, response) => {
    const path = request.url ?? "";
    const file = files[path];
    if (/\.(png|jpg|svg)$/.test(path)) return void response.writeHead(200, { "content-type": "image/svg+xml" }).end(PICTURE);
    response.writeHead(file ? 200 : 404, {
      "content-type": file?.[0] ?? "text/plain",
      ...(policy && { "content-security-policy": policy }),
    });
    response.end(file?.[1] ?? "");
  });
}

/**
 * One page with a renderer in it for all tests of the describe that calls this, each of which draws what it looks at anew: a renderer is
 * large, and takes longer to come than to draw. Returns what gives that page while a test runs.
 */
export function sharePage(renderer: RendererName): () => Page {
  test.describe.configure({ mode: "default" });
  let page: Page;
  let served: Site;
  test.beforeAll(async ({ browser }) => {
    page = await browser.newPage({ reducedMotion: "reduce" });
    served = await serveRenderer({ renderer, ...(await applicationOf(process.env.E2E_BASE_URL ?? "")) });
    await page.goto(served.origin);
  });
  test.afterAll(async () => {
    await page.close();
    await served.close();
  });
  return () => page;
}

/** The content policy of the application's pages, and their styles. */
export async function applicationOf(baseUrl: string): Promise<{ policy: string; styles: string }> {
  const page = await fetch(`${baseUrl}/sign-in`);
  const html = await page.text();
  const hrefs = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, href = ""]) => href);
  const sheets = await Promise.all(hrefs.map(async (href) => (await fetch(new URL(href, baseUrl))).text()));
  const policy = page.headers.get("content-security-policy");
  if (!policy) throw new Error("The page came without a content policy.");
  return { policy, styles: sheets.join("\n") };
}

const bundles = new Map<RendererName, Promise<{ js: string; css: string }>>();

function bundled(renderer: RendererName): Promise<{ js: string; css: string }> {
  const bundle = bundles.get(renderer) ?? buildBundle(renderer);
  bundles.set(renderer, bundle);
  return bundle;
}

async function buildBundle(renderer: RendererName): Promise<{ js: string; css: string }> {
  const { outputFiles } = await build({
    entryPoints: [`${root}e2e/renderer-entry.tsx`],
    bundle: true,
    minify: true,
    format: "iife",
    outdir: "/renderer",
    jsx: "automatic",
    write: false,
    logLevel: "silent",
    define: { "process.env.NODE_ENV": '"production"' },
    // Fonts come with the application's styles; the policy allows none that is written into a style.
    loader: { ".woff2": "empty", ".woff": "empty", ".ttf": "empty", ".svg": "empty" },
    // Diagrams are not drawn, here as in the application.
    alias: {
      "@": root.replace(/\/$/, ""),
      "@/components/renderer/gen-ui": root + MODULES[renderer],
      mermaid: `${root}components/renderer/no-renderer.ts`,
    },
  });
  const text = (ending: string): string => outputFiles.find((file) => file.path.endsWith(ending))?.text ?? "";
  return { js: text(".js"), css: text(".css") };
}

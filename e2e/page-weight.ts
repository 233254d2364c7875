import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";

/** Counts the gzipped bytes of every script that the page loads from now on, whatever encoding the server chose. */
export function weighScripts(page: Page): { gzipBytes: () => Promise<number> } {
  const sizes: Promise<number>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    sizes.push(response.body().then((body) => gzipSync(body).length));
  });
  return { gzipBytes: async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) };
}

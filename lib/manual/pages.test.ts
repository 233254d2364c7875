import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { MANUAL } from "./pages";
import { toIndex, toMarkdown, toWholeText } from "./to-markdown";

const READER = { origin: "https://ui.example.com", model: "c1/vitrine/offline/v-20261122", secret: "KEY" };
const whole = toWholeText(MANUAL, READER);

describe("the manual", () => {
  test.each(MANUAL.map((page) => [page.slug, page] as const))("%s: every link leads to a page that is there", (_, page) => {
    const links = [...toMarkdown(page, READER).matchAll(/\]\(https:\/\/ui\.example\.com(\/[^)]*)\)/g)].map(([, path = ""]) => path);
    const isThere = (path: string) =>
      path.startsWith("/docs/")
        ? MANUAL.some(({ slug }) => path === `/docs/${slug}`)
        : [`app/(dashboard)${path}/page.tsx`, `app/(dashboard)${path}/(list)/page.tsx`].some((file) => existsSync(file));
    expect(links.filter((path) => !isThere(path))).toEqual([]);
  });

  test("no two pages have an address, no two programs a file, in common", () => {
    const slugs = MANUAL.map(({ slug }) => slug);
    const files = [...whole.matchAll(/^```\w+ (\S+)$/gm)].map(([, file]) => file);
    expect(new Set(slugs).size).toBe(slugs.length);
    expect(files.length).toBeGreaterThan(10);
    expect(new Set(files).size).toBe(files.length);
  });

  test("programs ask the address by which the manual is read", () => {
    expect(whole).not.toContain("localhost");
    expect(whole).toContain('baseURL: "https://ui.example.com/v1/embed", apiKey: "KEY"');
  });

  test("the index for programs names every page", () => {
    for (const { slug, title } of MANUAL) expect(toIndex(MANUAL, READER)).toContain(`[${title}](https://ui.example.com/docs/${slug})`);
  });
});

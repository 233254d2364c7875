import type { SharedPageEntry } from "@/lib/shared-pages/schema";

/** Where everybody reads a shared page. */
export function addressOf(origin: string, { token }: Pick<SharedPageEntry, "token">): string {
  return `${origin}/share/${token}`;
}

/** The element that shows a shared page inside another page. */
export function frameOf(origin: string, page: Pick<SharedPageEntry, "token" | "title">): string {
  const title = page.title.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<iframe src="${addressOf(origin, page)}/embed" title="${title}" width="100%" height="640" loading="lazy" style="border: 0"></iframe>`;
}

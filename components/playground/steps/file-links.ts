import type { Citation } from "@/lib/conversations/schema";

const PREFIX = "#source-";

/**
 * The answer with its marks of files as links, which the page opens: a mark of a page is one already. Marks are found by their places in the
 * text as it came; an array of one number looks the same.
 */
export function withFileLinks(text: string, citations: readonly Citation[]): string {
  let shown = "";
  let from = 0;
  for (const { type, number, at } of citations.toSorted((one, other) => one.at - other.at)) {
    const mark = `[${number}]`;
    if (type !== "file" || at < from || !text.startsWith(mark, at)) continue;
    shown += `${text.slice(from, at)}${mark}(${PREFIX}${number})`;
    from = at + mark.length;
  }
  return shown + text.slice(from);
}

/** The number of the source that a link of `withFileLinks` stands for; null for any other. */
export function sourceOfLink(href: string | null): number | null {
  return href?.startsWith(PREFIX) ? Number(href.slice(PREFIX.length)) : null;
}

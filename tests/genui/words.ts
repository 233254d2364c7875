/** Props that hold settings, not words. */
const SETTINGS = new Set(
  "name type variant size layout src url id icon triggerIcon rules action unit mode direction imagesSrc bgImageSrc bgColor gap shape iconVariant iconSize subtextVariant rightVariant key statementId typeName responsive isFoldable".split(
    " ",
  ),
);

/** The words and numbers a text holds, long enough to be told from syntax. */
export function wordsOf(text: string): Set<string> {
  return new Set(text.match(/[\p{L}\p{M}]{4,}|\d{3,}/gu) ?? []);
}

/** The words and numbers a reader of a parsed tree sees. */
export function wordsShown(value: unknown): Set<string> {
  const words = new Set<string>();
  const visit = (part: unknown, key: string): void => {
    if (SETTINGS.has(key)) return;
    if (typeof part === "string" || typeof part === "number") for (const word of wordsOf(String(part))) words.add(word);
    else if (Array.isArray(part)) for (const item of part) visit(item, key);
    else if (typeof part === "object" && part !== null) {
      if ("typeName" in part && "props" in part) visit(part.props, "");
      else for (const [name, item] of Object.entries(part)) visit(item, name);
    }
  };
  visit(value, "");
  return words;
}

/** Keys whose texts a reader sees, in the order in which they are read. */
const IGNORED = new Set([
  "component",
  "name",
  "type",
  "variant",
  "size",
  "layout",
  "iconName",
  "iconCategory",
  "url",
  "src",
  "id",
  "value",
  "unit",
  "action",
]);

/**
 * The readable text of an answer in the older JSON format (`{"component": {"component": "Card", "props": …}}`), one line a text;
 * null when the text is something else.
 */
export function legacyToText(text: string): string | null {
  const trimmed = text.trim();
  if (!trimmed.startsWith("{") || !trimmed.includes('"component"')) return null;
  let parsed: unknown;
  try {
    parsed = JSON.parse(trimmed);
  } catch {
    return null;
  }
  if (typeof parsed !== "object" || parsed === null || !("component" in parsed)) return null;
  const lines: string[] = [];
  collectText(parsed.component, "", lines, 0);
  return lines.join("\n");
}

function collectText(value: unknown, key: string, lines: string[], depth: number): void {
  if (depth > 40 || IGNORED.has(key)) return;
  if (typeof value === "string") {
    if (value.trim()) lines.push(value);
    return;
  }
  if (Array.isArray(value)) {
    if (value.length > 0 && value.every((item) => typeof item !== "object" || item === null)) lines.push(value.map(String).join(", "));
    else for (const item of value) collectText(item, key, lines, depth + 1);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const props = "props" in value && typeof value.props === "object" && value.props !== null ? value.props : value;
  for (const [name, item] of Object.entries(props)) collectText(item, name, lines, depth + 1);
}

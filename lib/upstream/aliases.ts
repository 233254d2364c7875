/**
 * `MODEL_ALIASES`: id=id pairs, comma-separated; the first stands for the second, or for the first that answers of
 * several: `id=id|id`. A pair without both sides is left out.
 */
export function parseAliases(text: string | undefined): Map<string, string[]> {
  const aliases = new Map<string, string[]>();
  for (const pair of text?.split(",") ?? []) {
    const [alias, targets] = pair.split("=").map((side) => side.trim());
    const ids = (targets?.split("|") ?? []).map((id) => id.trim()).filter((id) => id !== "");
    if (alias && ids.length > 0) aliases.set(alias, ids);
  }
  return aliases;
}

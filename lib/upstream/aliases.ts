/** `MODEL_ALIASES`: id=id pairs, comma-separated; the first stands for the second. A pair without both sides is left out. */
export function parseAliases(text: string | undefined): Map<string, string> {
  const aliases = new Map<string, string>();
  for (const pair of text?.split(",") ?? []) {
    const [alias, target] = pair.split("=").map((side) => side.trim());
    if (alias && target) aliases.set(alias, target);
  }
  return aliases;
}

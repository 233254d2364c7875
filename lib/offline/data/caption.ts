/** A short noun phrase before the colon names the data; an instruction does not. */
export function titleOf(intro: string): string | null {
  const words = intro
    .trim()
    .replace(/^(?:here (?:are|is)|these are|this is|my|our|the)\s+/i, "")
    .replace(/^(?:my|our|the)\s+/i, "")
    .replace(/(?<!\s)\s+(?:is|are|was|were)$/i, "");
  if (words.length < 3 || words.split(" ").length > 6 || /[.!?\n<>{}|]/.test(words)) return null;
  return /\b(?:chart|plot|graph|show|draw|make|create|visuali[sz]e|display|compare|data|following|table|please|turn|can|could|summari[sz]e|analy[sz]e|give|what|this|these|use|from|as|i|we|have|had|has|got)\b/i.test(
    words,
  )
    ? null
    : words.charAt(0).toUpperCase() + words.slice(1);
}

/** Returns how many characters of a text are whole: without half a surrogate pair at its end. */
export function wholeLength(text: string): number {
  return /[\ud800-\udbff]$/.test(text) ? text.length - 1 : text.length;
}

/** Returns at most `charsMax` characters of a text, the last an ellipsis where it was cut; never half a surrogate pair. */
export function clipped(text: string, charsMax: number): string {
  if (text.length <= charsMax) return text;
  const cut = text.slice(0, charsMax - 1);
  return `${cut.slice(0, wholeLength(cut))}…`;
}

/** Returns what was thrown as a sentence for the log, whatever it is. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

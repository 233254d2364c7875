/** A data URL taken apart; null for anything else. Only base64, as every provider wants it. */
export function parseDataUrl(url: string): { mediaType: string; base64: string } | null {
  const match = /^data:([\w.+-]+\/[\w.+-]+);base64,/.exec(url.slice(0, 200));
  return match?.[1] ? { mediaType: match[1], base64: url.slice(match[0].length) } : null;
}

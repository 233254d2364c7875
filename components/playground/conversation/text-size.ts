/** How much a text is, as a person reads it: "5,785 rows, 198 KB". */
export function sizeOf(text: string): string {
  const rows = text.trimEnd().split("\n").length;
  return `${rows.toLocaleString("en")} ${rows === 1 ? "row" : "rows"}, ${bytesInWords(bytesOf(text))}`;
}

/** In UTF-8, as it is sent. */
export function bytesOf(text: string): number {
  return new Blob([text]).size;
}

export function bytesInWords(bytes: number): string {
  if (bytes < 1_000) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  const [amount, unit] = bytes < 1_000_000 ? [bytes / 1_000, "KB"] : [bytes / 1_000_000, "MB"];
  return `${amount < 10 ? amount.toFixed(1).replace(".0", "") : Math.round(amount)} ${unit}`;
}

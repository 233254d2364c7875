/** Returns a sum of dollars; of less than a cent the two digits that count. */
export function dollarsInWords(dollars: number): string {
  const size = Math.abs(dollars);
  const fraction = { minimumFractionDigits: Number.isInteger(size) ? 0 : 2, maximumFractionDigits: size >= 1 ? 2 : 4 };
  const text = size.toLocaleString("en-US", size > 0 && size < 0.01 ? { maximumSignificantDigits: 2 } : fraction);
  return `${dollars < 0 ? "−" : ""}$${text}`;
}

/** Returns a duration in milliseconds as people say it: "240 ms", "1.84 s", "12.5 s", "2 min 5 s". */
export function durationInWords(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1_000).toFixed(ms < 9_995 ? 2 : 1)} s`;
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

const MONTHS = "january february march april may june july august september october november december".split(" ");

/** The first of these that names a day of a year ("24 December 2026", "March 3rd, 2027") as an ISO date; taken out of the list. */
export function isoDay(words: string[]): string | undefined {
  for (const [index, word] of words.entries()) {
    const month = MONTHS.findIndex((name) => word.toLowerCase().includes(name)) + 1;
    const day = /\b\d{1,2}(?!\d)/.exec(word)?.[0];
    const year = /\b\d{4}\b/.exec(word)?.[0];
    if (month === 0 || day === undefined || year === undefined) continue;
    const date = `${year}-${String(month).padStart(2, "0")}-${day.padStart(2, "0")}`;
    // February 31st becomes a day of March.
    const time = Date.parse(date);
    if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date) continue;
    words.splice(index, 1);
    return date;
  }
  return undefined;
}

import type { Answer } from "./play";

/** What an answer says of its own end: the reasons that it gives, and the errors that it names, in its provider's words. */
export function endsIn(answer: Answer | undefined): string[] {
  if (answer === undefined) return [];
  const found = new Set<string>();
  const status = Array.isArray(answer) ? 200 : (answer.status ?? 200);
  const payload = Array.isArray(answer) ? answer.map((event) => (Array.isArray(event) ? event[1] : event)) : parsed(answer.body);
  if (status !== 200) found.add(`status ${status}`);
  gather(payload, "", found);
  return [...found];
}

/** Returns what is said of each end, by the end and by the format; what ends well elsewhere is not what made a failure of an answer. */
export function tableOfEnds(ends: { format: string; end: string | null; said: string[] }[]): Record<string, Record<string, string>> {
  const known = ends.filter(({ end }) => end !== null);
  const formats = [...new Set(known.map(({ format }) => format))];
  const isGood = (end: string | null) => !end?.includes("_");
  const rows = [...new Set(known.map(({ end }) => end ?? ""))].toSorted((one, other) => (one < other ? -1 : 1));
  const cell = (row: string, format: string): string => {
    const saidBy = (isOf: (end: string | null) => boolean) =>
      known.filter((one) => one.format === format && isOf(one.end)).flatMap(({ said }) => said);
    const elsewhere = new Set(isGood(row) ? [] : saidBy(isGood));
    const words = [...new Set(saidBy((end) => end === row))].filter((word) => !elsewhere.has(word));
    return words.length === 0
      ? "–"
      : words
          .toSorted()
          .map((word) => `\`${word}\``)
          .join(", ");
  };
  return Object.fromEntries(rows.map((row) => [row, Object.fromEntries(formats.map((format) => [format, cell(row, format)]))]));
}

/** The members in which providers say how an answer ended. */
const REASONS = new Set(["finishReason", "finish_reason", "stop_reason", "blockReason", "reason"]);

function gather(value: unknown, key: string, found: Set<string>): void {
  if (typeof value === "string" || typeof value === "number") {
    if (REASONS.has(key) && value !== "") found.add(String(value));
    return;
  }
  if (Array.isArray(value)) for (const entry of value) gather(entry, key, found);
  else if (typeof value === "object" && value !== null) {
    if (key === "error") found.add(nameOfError(value));
    for (const [name, member] of Object.entries(value)) gather(member, name, found);
  }
}

function nameOfError(error: object): string {
  const { code, type, status } = error as Record<string, unknown>;
  const names = [status, code, type].filter((name) => typeof name === "string" || typeof name === "number");
  return `error ${names.join(" ")}`.trim();
}

function parsed(body: unknown): unknown {
  if (typeof body !== "string") return body;
  return body.split("\n").map((line) => {
    try {
      return JSON.parse(line.replace(/^data: ?/, ""));
    } catch {
      return null;
    }
  });
}

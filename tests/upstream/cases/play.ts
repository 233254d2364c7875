import type { ServerResponse } from "node:http";

/**
 * What a provider answers: the events of a 200, each a text as it is, JSON, or a pair of a name and either; or the bytes themselves, with
 * their status and type.
 */
export type Answer = unknown[] | { status?: number; type?: string | null; headers?: Record<string, string>; body: unknown };

/** The ways in which bytes may come that mean the same. */
export const WAYS = [
  { bytesPerWrite: null, lineEnd: "\n", before: "" },
  { bytesPerWrite: 1, lineEnd: "\n", before: "" },
  { bytesPerWrite: 5, lineEnd: "\r\n", before: "\ufeff" },
] as const;

/** Plays an answer in one of those ways. */
export function playAnswer(response: ServerResponse, answer: Answer, { bytesPerWrite, lineEnd, before }: (typeof WAYS)[number]): void {
  const {
    status = 200,
    type = "text/event-stream",
    headers = {},
    body,
  } = Array.isArray(answer) ? { body: answer.map(frame).join("") } : answer;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const bytes = Buffer.from(`${before}${text.replaceAll("\n", lineEnd)}`);
  response.writeHead(status, { ...headers, ...(type !== null && { "content-type": type }) });
  const size = bytesPerWrite ?? Math.max(1, bytes.length);
  for (let i = 0; i < bytes.length; i += size) response.write(bytes.subarray(i, i + size));
  response.end();
}

function frame(event: unknown): string {
  const [name, data] = Array.isArray(event) ? event : [null, event];
  return `${name === null ? "" : `event: ${name}\n`}data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;
}

import { createParser } from "eventsource-parser";
import type { ResponseStreamEvent } from "openai/resources/responses/responses";
import { isRecord } from "@/lib/json";
import { isLastEvent } from "./partial-answer";

/**
 * Why there is no whole answer. `refused`: the server said no before the stream began; `failed`: the stream carried an error;
 * `dropped`: the connection ended before the answer did. `requestId` is null when nothing arrived at all.
 */
export class AnswerFailure extends Error {
  readonly kind: "refused" | "failed" | "dropped";
  readonly code: string | null;
  readonly requestId: string | null;
  /** When the server says to try again, in seconds. */
  readonly retryAfterS: number | null;

  constructor(
    kind: AnswerFailure["kind"],
    message: string,
    {
      code = null,
      requestId = null,
      retryAfterS = null,
      cause,
    }: { code?: string | null; requestId?: string | null; retryAfterS?: number | null; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.name = "AnswerFailure";
    this.kind = kind;
    this.code = code;
    this.requestId = requestId;
    this.retryAfterS = retryAfterS;
  }
}

/**
 * The events of a streamed response, in order. Ends normally only after the one that ends the response; everything else is an
 * `AnswerFailure`, except that an abort by the caller throws what `fetch` throws for it.
 */
export async function* readEvents(response: Response): AsyncGenerator<ResponseStreamEvent, void> {
  const requestId = response.headers.get("x-request-id");
  if (!response.ok) throw await refusal(response, requestId);
  if (!response.body) throw dropped(requestId);

  const queue: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => queue.push(data) });
  // The decoder carries characters, the parser carries lines, over the borders of network chunks.
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await read(reader, requestId);
      if (done) throw dropped(requestId);
      parser.feed(decoder.decode(value, { stream: true }));
      for (const data of queue.splice(0)) {
        if (data === "[DONE]") throw dropped(requestId);
        const event = parsed(data, requestId);
        yield event;
        if (isLastEvent(event)) return;
      }
    }
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}

async function read(reader: ReadableStreamDefaultReader<Uint8Array>, requestId: string | null) {
  try {
    return await reader.read();
  } catch (cause) {
    if (isAbort(cause)) throw cause;
    throw dropped(requestId, cause);
  }
}

function parsed(data: string, requestId: string | null): ResponseStreamEvent {
  const value = parsedJson(data);
  if (!isEvent(value)) throw new AnswerFailure("failed", "The server sent something that is not a part of an answer.", { requestId });
  return value;
}

/** What our own server sends; what an event lacks is looked for where it is read. */
function isEvent(value: unknown): value is ResponseStreamEvent {
  return isRecord(value) && typeof value.type === "string";
}

async function refusal(response: Response, requestId: string | null): Promise<AnswerFailure> {
  const body = parsedJson(await response.text().catch(() => ""));
  const { message, code } = isRecord(body) && isRecord(body.error) ? body.error : {};
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return new AnswerFailure(
    "refused",
    typeof message === "string" && message ? message : `The server answered with status ${response.status}.`,
    {
      code: typeof code === "string" ? code : null,
      requestId,
      retryAfterS: Number.isFinite(seconds) ? seconds : null,
    },
  );
}

function dropped(requestId: string | null, cause?: unknown): AnswerFailure {
  return new AnswerFailure("dropped", "The connection ended before the answer was complete.", { requestId, cause });
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

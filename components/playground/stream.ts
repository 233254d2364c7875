import { createParser } from "eventsource-parser";
import type { ChatCompletionChunk } from "openai/resources/chat/completions";

/**
 * Why there is no whole answer. `refused`: the server said no before the stream began; `failed`: the stream carried an error;
 * `dropped`: the connection ended before the answer did. `requestId` is null when nothing arrived at all.
 */
export class ChatFailure extends Error {
  readonly kind: "refused" | "failed" | "dropped";
  readonly code: string | null;
  readonly requestId: string | null;

  constructor(
    kind: ChatFailure["kind"],
    message: string,
    { code = null, requestId = null, cause }: { code?: string | null; requestId?: string | null; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.name = "ChatFailure";
    this.kind = kind;
    this.code = code;
    this.requestId = requestId;
  }
}

/**
 * The chunks of a streamed chat completion, in order. Ends normally only after `[DONE]`; everything else is a `ChatFailure`,
 * except that an abort by the caller throws what `fetch` throws for it.
 */
export async function* readChat(response: Response): AsyncGenerator<ChatCompletionChunk, void> {
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
        if (data === "[DONE]") return;
        yield parsed(data, requestId);
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

function parsed(data: string, requestId: string | null): ChatCompletionChunk {
  const value = parsedJson(data);
  if (isRecord(value) && value.error !== undefined) throw failure("failed", value.error, requestId);
  if (!isChunk(value)) throw new ChatFailure("failed", "The server sent something that is not a chunk of an answer.", { requestId });
  return value;
}

/** What our own server sends that is no error; what a chunk lacks is looked for where it is read. */
function isChunk(value: unknown): value is ChatCompletionChunk {
  return isRecord(value);
}

async function refusal(response: Response, requestId: string | null): Promise<ChatFailure> {
  const body = parsedJson(await response.text().catch(() => ""));
  if (isRecord(body) && isRecord(body.error)) return failure("refused", body.error, requestId);
  return new ChatFailure("refused", `The server answered with status ${response.status}.`, { requestId });
}

function failure(kind: ChatFailure["kind"], error: unknown, requestId: string | null): ChatFailure {
  const { message, code } = isRecord(error) ? error : {};
  return new ChatFailure(kind, typeof message === "string" && message ? message : "The server reported an error without a message.", {
    code: typeof code === "string" ? code : null,
    requestId,
  });
}

function dropped(requestId: string | null, cause?: unknown): ChatFailure {
  return new ChatFailure("dropped", "The connection ended before the answer was complete.", { requestId, cause });
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

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

import { createParser } from "eventsource-parser";

/**
 * The text of a streamed chat completion as it grows: whole each time, not what was added. Throws an error with the server's own words when
 * it refuses or fails, and one of ours when the answer is cut off.
 */
export async function* readChat(response: Response): AsyncGenerator<string, void> {
  if (!response.ok) throw new Error(messageOf(await response.text()) ?? `The server answered with status ${response.status}.`);
  if (!response.headers.get("content-type")?.includes("text/event-stream")) {
    yield textOf(parsed(await response.text()), "message");
    return;
  }
  const waiting: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => waiting.push(data) });
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  let text = "";
  for (;;) {
    const read = await reader?.read();
    if (!read || read.done) throw new Error("The connection ended before the answer did.");
    parser.feed(decoder.decode(read.value, { stream: true }));
    for (const data of waiting.splice(0)) {
      if (data === "[DONE]") {
        // All of it may have come at once.
        yield text;
        return;
      }
      const failure = messageOf(data);
      if (failure !== null) throw new Error(failure);
      text += textOf(parsed(data), "delta");
    }
    yield text;
  }
}

/** The words of an error, of a body or of an event; null when it is none. */
function messageOf(json: string): string | null {
  const error = member(parsed(json), "error");
  const message = member(error, "message");
  if (error === undefined || error === null) return null;
  return typeof message === "string" ? message : "The server reported an error without a message.";
}

function textOf(completion: unknown, where: "delta" | "message"): string {
  const choices = member(completion, "choices");
  const content = member(member(Array.isArray(choices) ? choices[0] : null, where), "content");
  return typeof content === "string" ? content : "";
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

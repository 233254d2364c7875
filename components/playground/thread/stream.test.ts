import { describe, expect, test } from "vitest";
import { AnswerFailure, readEvents } from "./stream";

const chunk = (delta: string) => ({ type: "response.output_text.delta", output_index: 0, delta });
const END = { type: "response.completed", response: { id: "resp_1", status: "completed" } };
const frame = (value: unknown) => `data: ${typeof value === "string" ? value : JSON.stringify(value)}\n\n`;
const whole = new TextEncoder().encode(`: hello\n\n${frame(chunk("Grüße "))}${frame(chunk("🌍 — naïve"))}${frame(END)}`);

describe("readEvents", () => {
  test("gives the same chunks wherever the network cuts the bytes", async () => {
    for (let cut = 0; cut <= whole.length; cut++) {
      expect(await textOf(answer([whole.slice(0, cut), whole.slice(cut)]))).toBe("Grüße 🌍 — naïve");
    }
    expect(await textOf(answer([...whole].map((byte) => Uint8Array.of(byte))))).toBe("Grüße 🌍 — naïve");
  });

  test("takes CRLF line ends", async () => {
    const crlf = new TextDecoder().decode(whole).replaceAll("\n", "\r\n");
    const bytes = new TextEncoder().encode(crlf);
    for (let cut = 0; cut <= bytes.length; cut++)
      expect(await textOf(answer([bytes.slice(0, cut), bytes.slice(cut)]))).toBe("Grüße 🌍 — naïve");
  });

  test("dropped: the stream ends without its last event, after giving what arrived", async () => {
    const chunks: unknown[] = [];
    const failure = await failureOf(async () => {
      for await (const value of readEvents(answer([encode(frame(chunk("half")))]))) chunks.push(value);
    });
    expect(failure).toMatchObject({ kind: "dropped", requestId: "req_1" });
    expect(chunks).toHaveLength(1);
  });

  test("dropped: the connection breaks", async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new TypeError("network error")) });
    expect(await failureOf(() => textOf(new Response(body)))).toMatchObject({ kind: "dropped", requestId: null });
  });

  test("an abort stays an abort", async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new DOMException("stopped", "AbortError")) });
    await expect(textOf(new Response(body))).rejects.toMatchObject({ name: "AbortError" });
  });

  test("dropped: the stream says that it is over before the response is", async () => {
    const stream = answer([encode(frame(chunk("half")) + frame("[DONE]"))]);
    expect(await failureOf(() => textOf(stream))).toMatchObject({ kind: "dropped", requestId: "req_1" });
  });

  test("failed: a frame that is not JSON", async () => {
    expect(await failureOf(() => textOf(answer([encode(frame("{oops"))])))).toMatchObject({ kind: "failed" });
  });

  test("refused: the error body's message, else the status", async () => {
    const error = { message: "The model does not exist.", type: "invalid_request_error", param: "model", code: "model_not_found" };
    const json = new Response(JSON.stringify({ error }), { status: 404, headers: { "x-request-id": "req_2" } });
    expect(await failureOf(() => textOf(json))).toMatchObject({
      kind: "refused",
      message: error.message,
      code: error.code,
      requestId: "req_2",
    });
    const busy = new Response("{}", { status: 503, headers: { "retry-after": "12" } });
    expect(await failureOf(() => textOf(busy))).toMatchObject({ kind: "refused", retryAfterS: 12 });
    const html = new Response("<h1>Bad gateway</h1>", { status: 502 });
    expect(await failureOf(() => textOf(html))).toMatchObject({
      kind: "refused",
      message: "The server answered with status 502.",
      requestId: null,
    });
  });

  test("leaving early cancels the request's body", async () => {
    let cancelled = false;
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(whole.slice(0, 150)),
      cancel: () => void (cancelled = true),
    });
    for await (const _ of readEvents(new Response(body))) break;
    expect(cancelled).toBe(true);
  });
});

function answer(parts: Uint8Array[]): Response {
  const body = new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
  return new Response(body, { headers: { "x-request-id": "req_1" } });
}

async function textOf(response: Response): Promise<string> {
  let text = "";
  for await (const value of readEvents(response)) text += value.type === "response.output_text.delta" ? value.delta : "";
  return text;
}

async function failureOf(run: () => Promise<unknown>): Promise<AnswerFailure> {
  const error = await run().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AnswerFailure)) throw new Error(`Expected a AnswerFailure, got ${String(error)}`);
  return error;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

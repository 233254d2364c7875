import { describe, expect, test } from "vitest";
import { ChatFailure, readChat } from "./stream";

const chunk = (content: string) => ({
  id: "chatcmpl-1",
  object: "chat.completion.chunk",
  choices: [{ index: 0, delta: { content }, finish_reason: null }],
});
const frame = (value: unknown) => `data: ${typeof value === "string" ? value : JSON.stringify(value)}\n\n`;
const whole = new TextEncoder().encode(`: hello\n\n${frame(chunk("Grüße "))}${frame(chunk("🌍 — naïve"))}${frame("[DONE]")}`);

describe("readChat", () => {
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

  test("dropped: the stream ends without [DONE], after giving what arrived", async () => {
    const chunks: unknown[] = [];
    const failure = await failureOf(async () => {
      for await (const value of readChat(answer([encode(frame(chunk("half")))]))) chunks.push(value);
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

  test("failed: an error frame carries its message and code", async () => {
    const error = { message: "The provider is overloaded.", type: "server_error", param: null, code: "upstream_overloaded" };
    const stream = answer([encode(frame(chunk("half")) + frame({ error }))]);
    expect(await failureOf(() => textOf(stream))).toMatchObject({
      kind: "failed",
      message: error.message,
      code: error.code,
      requestId: "req_1",
    });
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
    for await (const _ of readChat(new Response(body))) break;
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
  for await (const value of readChat(response)) text += value.choices[0]?.delta.content ?? "";
  return text;
}

async function failureOf(run: () => Promise<unknown>): Promise<ChatFailure> {
  const error = await run().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ChatFailure)) throw new Error(`Expected a ChatFailure, got ${String(error)}`);
  return error;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

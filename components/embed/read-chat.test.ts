import { describe, expect, test } from "vitest";
import { readChat } from "./read-chat";

const delta = (content: string) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`;
const events = { "content-type": "text/event-stream" };

/** An answer whose bytes come in these pieces. */
function answer(pieces: Uint8Array[], init: ResponseInit = { headers: events }): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
  return new Response(body, init);
}

async function texts(response: Response): Promise<string[]> {
  const seen: string[] = [];
  for await (const text of readChat(response)) seen.push(text);
  return seen;
}

const WHOLE = new TextEncoder().encode(`${delta("Grüße, ")}${delta("世界")}data: [DONE]\n\n`);

describe("a streamed answer", () => {
  test("is whole when it comes at once, and when it comes byte by byte", async () => {
    expect((await texts(answer([WHOLE]))).at(-1)).toBe("Grüße, 世界");
    const seen = await texts(answer([...WHOLE].map((byte) => Uint8Array.of(byte))));
    expect(seen.at(-1)).toBe("Grüße, 世界");
    expect(seen).toContain("Grüße, ");
  });

  test("that ends without its end, or in an error, is no answer", async () => {
    await expect(texts(answer([WHOLE.subarray(0, 60)]))).rejects.toThrow("The connection ended before the answer did.");
    const failed = new TextEncoder().encode(`${delta("a")}data: {"error":{"message":"The model is away."}}\n\n`);
    await expect(texts(answer([failed]))).rejects.toThrow("The model is away.");
  });

  test("that is refused says why in the server's words", async () => {
    const body = new TextEncoder().encode('{"error":{"message":"The API key is not valid."}}');
    await expect(texts(answer([body], { status: 403 }))).rejects.toThrow("The API key is not valid.");
    await expect(texts(answer([], { status: 502 }))).rejects.toThrow("The server answered with status 502.");
  });

  test("that did not stream is its message", async () => {
    const json = JSON.stringify({ choices: [{ message: { content: "All of it." } }] });
    expect(await texts(new Response(json, { headers: { "content-type": "application/json" } }))).toEqual(["All of it."]);
  });
});

import { afterAll, describe, expect, test } from "vitest";
import { door, gates, JSON_FORMAT, MESSAGES, open, provider } from "@/tests/http/chat";
import { customModel } from "@/tests/http/provider";
import { TRANSPORTS } from "@/tests/http/transport";

afterAll(() => provider.close());

async function ask(name: (typeof TRANSPORTS)[number], model: string) {
  const { transport, secret } = await open(name);
  const response = await transport.fetch(`${transport.origin}/v1/embed/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
    body: JSON.stringify({ model: customModel(model), messages: MESSAGES, stream: true, response_format: JSON_FORMAT }),
  });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  const next = async () => decoder.decode((await reader.read()).value);
  const rest = async () => {
    let text = "";
    for (let piece = await next(); piece !== ""; piece = await next()) text += piece;
    return text;
  };
  return { response, next, rest };
}

describe.each(TRANSPORTS)("a model that is still being loaded, over the %s transport", (name) => {
  test("its client has the headers and a comment before the model says a word, and then the whole answer", async () => {
    const { response, next, rest } = await ask(name, "gated");
    expect(response.status).toBe(200);
    expect(await next()).toMatch(/^:/);
    // Only now may the model speak: who waited for its first word would wait for ever.
    gates.shift()?.();
    const text = await rest();
    expect(text).toContain('"content":"Late"');
    expect(text.trimEnd().endsWith("data: [DONE]")).toBe(true);
  });

  test("a refusal that comes after that is the last frame of the stream, without [DONE]", async () => {
    const { response, next, rest } = await ask(name, "refusesLate");
    expect(response.status).toBe(200);
    expect(await next()).toMatch(/^:/);
    door.open();
    const text = await rest();
    expect(text).toContain('"code":"upstream_auth_error"');
    expect(text).not.toContain("[DONE]");
  });
});

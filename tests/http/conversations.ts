import OpenAI from "openai";
import { apiRoutes } from "@/lib/embed/routes";
import { newActor, newKey } from "@/tests/keys/fixture";
import { openTransport, type TransportName } from "./transport";

/** A workspace with a key and the official client; `send` shows an answer as it is on the wire. */
export async function openConversations(name: TransportName, base = "/v1/embed") {
  const transport = await openTransport(name, apiRoutes);
  const actor = await newActor();
  const { secret } = await newKey(actor);
  const client = new OpenAI({ apiKey: secret, baseURL: `${transport.origin}${base}`, fetch: transport.fetch, maxRetries: 0 });
  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await transport.fetch(`${transport.origin}${base}${path}`, {
      method,
      headers: { authorization: `Bearer ${secret}`, ...(body !== undefined && { "content-type": "application/json" }), ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: text === "" ? null : JSON.parse(text) };
  };
  return { transport, actor, secret, client, send };
}

/** `count` messages of the user, "1", "2", …, in lists of at most 20. */
export function messages(count: number, first = 1): { role: "user"; content: string }[] {
  return Array.from({ length: count }, (_, i) => ({ role: "user", content: String(first + i) }));
}

/** The text of each item, in order. */
export function textsOf(items: unknown[]): string[] {
  return (items as { content: { text: string }[] }[]).map(({ content }) => content.map(({ text }) => text).join());
}

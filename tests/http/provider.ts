import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a provider of OpenAI's wire format was asked, by the model's name. */
export interface Asked {
  model: string;
  messages: { role: string; content: unknown }[];
  [parameter: string]: unknown;
}

export type Script = (response: ServerResponse, asked: Asked) => void | Promise<void>;

export interface Provider {
  /** What was asked of a model, in order. */
  asked: Asked[];
  /** Models whose client went away before the answer was whole. */
  left: Set<string>;
  close(): void;
}

/** The public id of a model of the provider that UPSTREAM_BASE_URL names. */
export function customModel(name: string): string {
  return `c1/custom/${name}/v-20261122`;
}

/** Starts a provider that answers each model by its script, and points UPSTREAM_BASE_URL at it: before anything reads the environment. */
export async function startCustomProvider(scripts: Record<string, Script>): Promise<Provider> {
  const provider: Provider = { asked: [], left: new Set(), close: () => {} };
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const bytes of request) text += String(bytes);
    if (request.method === "GET") {
      response.end(JSON.stringify({ data: Object.keys(scripts).map((id) => ({ id })) }));
      return;
    }
    const asked = JSON.parse(text) as Asked;
    provider.asked.push(asked);
    response.once("close", () => response.writableFinished || provider.left.add(asked.model));
    await scripts[asked.model]?.(response, asked);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  process.env.UPSTREAM_BASE_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  provider.close = () => {
    server.closeAllConnections();
    server.close();
  };
  return provider;
}

interface Choice {
  delta: Record<string, unknown>;
  finish_reason?: string;
}

/** Writes the choices as chunks; `end` also sends usage and `[DONE]`. */
export function writeChoices(response: ServerResponse, choices: Choice[], { end = true } = {}): void {
  if (!response.headersSent) response.writeHead(200, { "content-type": "text/event-stream" });
  for (const choice of choices) response.write(`data: ${JSON.stringify({ choices: [{ index: 0, finish_reason: null, ...choice }] })}\n\n`);
  if (!end) return;
  const usage = {
    prompt_tokens: 20,
    completion_tokens: 7,
    prompt_tokens_details: { cached_tokens: 4 },
    completion_tokens_details: { reasoning_tokens: 3 },
  };
  response.end(`data: ${JSON.stringify({ choices: [], usage })}\n\ndata: [DONE]\n\n`);
}

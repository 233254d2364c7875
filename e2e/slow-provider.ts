import { randomUUID } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Page } from "@playwright/test";
import { saveProvider } from "@/lib/providers/mutations";
import type { SignedInAccount } from "./account";

export interface SlowProvider {
  url: string;
  /** Resolves when an answer is asked for, with what was asked. */
  asked(): Promise<{ messages: { role: string; content: unknown }[] }>;
  /** Sends a delta of the answer that is being asked for. */
  say(delta: object): void;
  end(reason: string): void;
  /** Whether the server still reads the answer. */
  isRead(): boolean;
  close(): void;
}

/** A server of the OpenAI format, whose model says what the test has it say, when the test has it say it. */
export async function startSlowProvider(): Promise<SlowProvider> {
  let asking: ServerResponse | null = null;
  let hear: (body: { messages: { role: string; content: unknown }[] }) => void = () => {};
  const server = createServer((request, response) => {
    if (request.method === "GET") return void response.end('{"data":[{"id":"slow"}]}');
    const body: Buffer[] = [];
    request.on("data", (piece: Buffer) => body.push(piece));
    request.on("end", () => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.flushHeaders();
      asking = response;
      hear(JSON.parse(Buffer.concat(body).toString()));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const write = (choice: object) => asking?.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: {}, ...choice }] })}\n\n`);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked: () =>
      new Promise((resolve) => {
        hear = resolve;
      }),
    say: (delta) => void write({ delta }),
    end(reason) {
      write({ finish_reason: reason });
      asking?.end("data: [DONE]\n\n");
      asking = null;
    },
    isRead: () => asking !== null && !asking.destroyed,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Opens the playground with the provider's model chosen. */
export async function openWithModel(page: Page, provider: SlowProvider, account: SignedInAccount): Promise<void> {
  // A name of its own: by that of an earlier test the server would ask the provider of that one for some seconds more.
  const name = `slow-${randomUUID().slice(0, 8)}`;
  const actor = { type: "user", ...account, ip: null, userAgent: null, requestId: null } as const;
  expect(await saveProvider(actor, { name, label: name, baseUrl: provider.url, apiKey: null, allowLocal: true })).toEqual({ ok: true });
  const settings = { model: `c1/${name}/slow/v-20261122`, system: null, temperature: null, topP: null, maxTokens: null, tools: null };
  await page.addInitScript((text) => localStorage.setItem("vitrine.playground.settings", text), JSON.stringify(settings));
  // The server looks for changed providers every few seconds.
  const offered = async () => (await page.request.get("/v1/embed/models", { headers: { "sec-fetch-site": "same-origin" } })).text();
  await expect.poll(offered, { intervals: [250], timeout: 30_000 }).toContain(settings.model);
  await page.goto("/playground");
  await expect(page.getByRole("button", { name: /^Model: .*slow/ })).toBeVisible();
}

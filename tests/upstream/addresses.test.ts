import { describe, expect, test } from "vitest";
import { parseEnv } from "@/lib/env";
import { listModels, resolveModel } from "@/lib/upstream/models";
import { toUpstreamSettings } from "@/lib/upstream/settings";
import { ask } from "./ask";
import { type ProviderServer, sendEvents, startProvider } from "./provider-server";

const base = { DATABASE_URL: "postgresql://x", AUTH_SECRET: "x".repeat(32) };
const settings = (rest: Record<string, string>) => toUpstreamSettings(parseEnv({ ...base, ...rest }));

/** Speaks as much of each provider's format as it takes to say one word. */
const startGateway = () =>
  startProvider((request, response) => {
    if (request.method === "GET") return response.writeHead(200, { "content-type": "application/json" }).end('{"data":[{"id":"m"}]}');
    if (request.path.includes("/messages")) return sendEvents(response, [["message_stop", { type: "message_stop" }]]);
    if (request.path.includes("Content")) return sendEvents(response, [{ candidates: [{ finishReason: "STOP", content: { parts: [] } }] }]);
    return sendEvents(response, [{ choices: [{ delta: { content: "Hi" }, finish_reason: "stop" }] }, "[DONE]"]);
  });

async function answer(id: string, env: Record<string, string>): Promise<void> {
  const model = resolveModel(id, settings(env));
  for await (const _event of model.upstream.stream(ask(), new AbortController().signal)) continue;
}

const failure = (id: string, env: Record<string, string>): Promise<Error> =>
  answer(id, env).then(
    () => new Error("it answered"),
    (error: Error) => error,
  );

/** What was asked, as a person would write it down. */
const asked = ({ url, requests }: ProviderServer) => requests.map(({ method, path }) => `${method} ${url}${path}`);

describe("an address with a query", () => {
  test.each([
    ["c1/custom/m/v-20261122", "UPSTREAM_BASE_URL", {}, "/chat/completions?api-version=2025-01-01"],
    ["c1/openai/gpt-5/v-20251230", "OPENAI_BASE_URL", { OPENAI_API_KEY: "sk-x" }, "/chat/completions?api-version=2025-01-01"],
    ["c1/anthropic/claude-sonnet-4/v-20250930", "ANTHROPIC_BASE_URL", { ANTHROPIC_API_KEY: "x" }, "/messages?api-version=2025-01-01"],
    [
      "c1/google/gemini-2.5-pro/v-20251230",
      "GOOGLE_GENERATIVE_AI_BASE_URL",
      { GOOGLE_GENERATIVE_AI_API_KEY: "x" },
      "/models/gemini-2.5-pro:streamGenerateContent?api-version=2025-01-01&alt=sse",
    ],
  ])("%s: the path comes before it", async (id, name, keys, path) => {
    const gateway = await startGateway();
    const deployment = `${gateway.url}/openai/deployments/d`;
    await failure(id, { ...keys, [name]: `${deployment}/?api-version=2025-01-01` });
    expect(asked(gateway)).toContain(`POST ${deployment}${path}`);
  });

  test("its models are asked for in the same way", async () => {
    const gateway = await startGateway();
    await listModels(settings({ UPSTREAM_BASE_URL: `${gateway.url}/v1?tenant=a%20b` }));
    expect(asked(gateway)).toEqual([`GET ${gateway.url}/v1/models?tenant=a%20b`]);
  });
});

test.each(["OPENAI_BASE_URL", "ANTHROPIC_BASE_URL", "GOOGLE_GENERATIVE_AI_BASE_URL", "UPSTREAM_BASE_URL"])(
  "%s with a password is refused by its name, and not shown",
  (name) => {
    const start = () => settings({ [name]: "http://user:hunter2@127.0.0.1:11434/v1" });
    expect(start).toThrow(new RegExp(`${name}: must have no user name and no password`));
    expect(start).not.toThrow(/hunter2/);
  },
);

describe("an address without its version", () => {
  test.each([
    ["a page", "text/plain", "404 page not found"],
    ["a web server's page", "text/html", "<html><title>404 Not Found</title></html>"],
    ["JSON that says no more", "application/json", '{"detail":"Not Found"}'],
    ["OpenAI's words for it", "application/json", '{"error":{"message":"Invalid URL (POST /chat/completions)"}}'],
  ])("%s: says that nothing is there and which setting to check", async (_what, type, body) => {
    const server = await startProvider((_, response) => response.writeHead(404, { "content-type": type }).end(body));
    const { message } = await failure("c1/custom/m/v-20261122", { UPSTREAM_BASE_URL: server.url });
    expect(message).toMatch(/^Nothing is at this path of .*Check UPSTREAM_BASE_URL.*\/v1/);
  });

  test("a 404 about a model keeps its words", async () => {
    const body = '{"error":{"message":"model \\"m\\" not found, try pulling it first"}}';
    const server = await startProvider((_, response) => response.writeHead(404, { "content-type": "application/json" }).end(body));
    const { message } = await failure("c1/custom/m/v-20261122", { UPSTREAM_BASE_URL: server.url });
    expect(message).toContain('does not know this model: model "m" not found, try pulling it first');
  });
});

import { describe, expect, test } from "vitest";
import { parseEnv } from "@/lib/env";
import { collect } from "@/lib/generation/collect";
import { OFFLINE_MODEL_ID } from "@/lib/offline/offline";
import { ask } from "@/tests/upstream/ask";
import { sendEvents, startProvider } from "@/tests/upstream/provider-server";
import { listModels, resolveModel } from "./models";
import { toUpstreamSettings } from "./settings";

const settings = (rest: Record<string, string> = {}) =>
  toUpstreamSettings(parseEnv({ DATABASE_URL: "postgresql://x", AUTH_SECRET: "x".repeat(32), ...rest }));
const never = new AbortController().signal;
const codeOf = (id: string, rest: Record<string, string> = {}) => {
  try {
    return resolveModel(id, settings(rest)).id;
  } catch (error) {
    return error;
  }
};

describe("resolveModel", () => {
  test.each([
    OFFLINE_MODEL_ID,
    `openai/${OFFLINE_MODEL_ID}`,
    "c1-exp/vitrine/offline/v-20261122",
    "openai/c1-exp/vitrine/offline/v-20261122",
    "c1/vitrine/offline/v-20250101",
    "vitrine/offline",
  ])("the offline engine answers as %s without any setting", async (id) => {
    expect(codeOf(id)).toBe(OFFLINE_MODEL_ID);
    const { items } = await collect(resolveModel(id, settings()).upstream.stream(ask(), never));
    expect(items).toMatchObject([{ type: "message", status: "completed" }]);
  });

  test.each(["c1/anthropic/claude-sonnet-4/v-20250930", "c1-latest", "c1-my-own", "thesys-c1"])(
    "an alias for %s also holds with LiteLLM's openai/ in front",
    (id) => {
      const aliases = { MODEL_ALIASES: `${id}=${OFFLINE_MODEL_ID}` };
      expect([codeOf(id, aliases), codeOf(`openai/${id}`, aliases)]).toEqual([OFFLINE_MODEL_ID, OFFLINE_MODEL_ID]);
    },
  );

  test("an alias may stand for an id with openai/ in front, and of both spellings the one as sent counts", () => {
    expect(codeOf("x", { MODEL_ALIASES: `x=openai/${OFFLINE_MODEL_ID}` })).toBe(OFFLINE_MODEL_ID);
    const both = { MODEL_ALIASES: `openai/c1-a=${OFFLINE_MODEL_ID}, c1-a=nobody/x` };
    expect(codeOf("openai/c1-a", both)).toBe(OFFLINE_MODEL_ID);
  });

  test.each([
    "gpt-5",
    "",
    "c1/openai/gpt-5",
    "c1-oldest",
    "nobody/gpt-5",
    "c1/nobody/gpt-5/v-20251230",
    "c1/constructor/gpt-5/v-20251230",
    "c1/openai//v-20251230",
    "c1/vitrine/other/v-20261122",
    "c1/openai/gpt-5/v-1",
    "c1/openai/a b/v-20251230",
  ])("404: %j does not exist", (id) => {
    expect(codeOf(id, { OPENAI_API_KEY: "k" })).toMatchObject({ code: "model_not_found", param: "model" });
  });

  test.each([
    ["c1/openai/gpt-5/v-20251230", "OPENAI_API_KEY"],
    ["c1/anthropic/claude-sonnet-4/v-20250930", "ANTHROPIC_API_KEY"],
    ["c1/google/gemini-2.5-pro/v-20251230", "GOOGLE_GENERATIVE_AI_API_KEY"],
    ["c1/custom/llama3.2:3b/v-20261122", "UPSTREAM_BASE_URL"],
  ])("400: %s without its key names %s and stays without a stand-in", (id, setting) => {
    expect(codeOf(id)).toMatchObject({ code: "provider_not_configured", status: 400, message: expect.stringContaining(setting) });
  });

  test.each([
    ["c1/anthropic/claude-sonnet-4/v-20250930", "claude-sonnet-4-20250514"],
    ["c1/anthropic/claude-opus-4.6/v-20251230", "claude-opus-4-6"],
    ["anthropic/claude-sonnet-4.6", "claude-sonnet-4-6"],
    ["c1-exp/openai/gpt-4.1/v-20250617", "gpt-4.1"],
    ["openai/c1/openai/gpt-5/v-20251230", "gpt-5"],
    ["openai/gpt-5", "gpt-5"],
    ["c1-latest", "gpt-6.2-sol"],
    ["c1-nightly", "gpt-6.2-sol"],
    ["c1/custom/meta-llama/Llama-3.1-8B:free/v-20261122", "meta-llama/Llama-3.1-8B:free"],
  ])("%s is asked of its provider as %s", async (id, name) => {
    const asked: unknown[] = [];
    const provider = await startProvider((request, response) => {
      asked.push(request.body.model);
      response.writeHead(400).end();
    });
    const all = settings({
      OPENAI_API_KEY: "k",
      OPENAI_BASE_URL: provider.url,
      ANTHROPIC_API_KEY: "k",
      ANTHROPIC_BASE_URL: provider.url,
      UPSTREAM_BASE_URL: provider.url,
    });
    await expect(collect(resolveModel(id, all).upstream.stream(ask(), never))).rejects.toMatchObject({ code: "upstream_rejected" });
    expect(asked).toEqual([name]);
  });

  test("an alias stands for another id, and the id that answers is the other", () => {
    const aliases = { MODEL_ALIASES: `c1/anthropic/claude-sonnet-4/v-20250930 = ${OFFLINE_MODEL_ID}, broken` };
    expect(codeOf("c1/anthropic/claude-sonnet-4/v-20250930", aliases)).toBe(OFFLINE_MODEL_ID);
    expect(codeOf("broken", aliases)).toMatchObject({ code: "model_not_found" });
  });
});

const answer = { choices: [{ delta: { content: "Hi" }, finish_reason: "stop" }] };

describe("fallbacks", () => {
  const aliased = (custom: string, openai: string) =>
    settings({
      UPSTREAM_BASE_URL: custom,
      OPENAI_API_KEY: "k",
      OPENAI_BASE_URL: openai,
      MODEL_ALIASES: "mine = c1/anthropic/claude-opus-4.6/v-20251230 | c1/custom/small/v-20261122 | c1/openai/gpt-5/v-20251230",
    });

  test("the next model answers where one has no key or fails at once, and the id is that of the one that answered", async () => {
    const failing = await startProvider((_, response) => response.writeHead(401).end());
    const well = await startProvider((_, response) => sendEvents(response, [answer, "[DONE]"]));
    const model = resolveModel("mine", aliased(failing.url, well.url));
    expect(model).toMatchObject({ id: "c1/custom/small/v-20261122" });
    const { items } = await collect(model.upstream.stream(ask(), never));
    expect(items).toMatchObject([{ content: [{ text: "Hi" }] }]);
    expect(model.id).toBe("c1/openai/gpt-5/v-20251230");
    expect(failing.requests).toHaveLength(1);
  });

  test("never once something was said: the failure is told instead", async () => {
    const cut = await startProvider((_, response) => {
      sendEvents(response, [{ choices: [{ delta: { content: "Half" } }] }], { end: false });
      setTimeout(() => response.destroy(), 20);
    });
    const well = await startProvider((_, response) => sendEvents(response, [answer, "[DONE]"]));
    const model = resolveModel("mine", aliased(cut.url, well.url));
    await expect(collect(model.upstream.stream(ask(), never))).rejects.toMatchObject({ code: "upstream_failed" });
    expect(well.requests).toHaveLength(0);
  });

  test("a refused request is not tried elsewhere", async () => {
    const refusing = await startProvider((_, response) => response.writeHead(400).end());
    const well = await startProvider((_, response) => sendEvents(response, [answer, "[DONE]"]));
    const model = resolveModel("mine", aliased(refusing.url, well.url));
    await expect(collect(model.upstream.stream(ask(), never))).rejects.toMatchObject({ code: "upstream_rejected" });
    expect(well.requests).toHaveLength(0);
  });
});

describe("a provider that fails again and again", () => {
  test("is left alone after five failures in a row, by whatever model it is asked for; another provider is not", async () => {
    const failing = await startProvider((_, response) => response.writeHead(418).end());
    const well = await startProvider((_, response) => sendEvents(response, [answer, "[DONE]"]));
    const server = (url: string) => ({ label: "Mine", url, key: null, setting: "Mine" });
    const stored = {
      vendors: {},
      servers: new Map([
        ["failing", server(failing.url)],
        ["well", server(well.url)],
      ]),
      aliases: new Map([["either", ["failing/c", "well/c"]]]),
    };
    const both = toUpstreamSettings(parseEnv({ DATABASE_URL: "postgresql://x", AUTH_SECRET: "x".repeat(32) }), stored);
    const asked = async (id: string) => collect(resolveModel(id, both).upstream.stream(ask(), never)).catch((error: unknown) => error);
    for (let i = 0; i < 5; i++) expect(await asked(i % 2 ? "failing/a" : "failing/b")).toMatchObject({ code: "upstream_failed" });
    const refused = await asked("failing/c");
    expect(refused).toMatchObject({ code: "upstream_overloaded", retryAfterMs: expect.any(Number) });
    expect(failing.requests).toHaveLength(5);
    expect(await asked("either")).toMatchObject({ finishReason: "stop" });
    expect(failing.requests).toHaveLength(5);
  });
});

describe("a server of one's own", () => {
  test("is asked for the model by its name, with the key, at its path", async () => {
    const provider = await startProvider((_, response) =>
      sendEvents(response, [{ choices: [{ delta: { content: "Hi" }, finish_reason: "stop" }] }, "[DONE]"]),
    );
    const own = settings({ UPSTREAM_BASE_URL: `${provider.url}/v1/`, UPSTREAM_API_KEY: "own-key" });
    const model = resolveModel("c1/custom/qwen3:8b/v-20261122", own);
    await collect(model.upstream.stream(ask(), never));
    expect(provider.requests).toMatchObject([
      { path: "/v1/chat/completions", headers: { authorization: "Bearer own-key" }, body: { model: "qwen3:8b" } },
    ]);
  });

  test("lists its models; one that cannot be reached lists none", async () => {
    const provider = await startProvider((_, response) =>
      response.writeHead(200, { "content-type": "application/json" }).end('{"data":[{"id":"qwen3:8b"}]}'),
    );
    const ids = async (url: string) =>
      (await listModels(settings({ UPSTREAM_BASE_URL: url }))).filter((model) => model.provider === "custom").map((model) => model.id);
    expect(await ids(provider.url)).toEqual(["c1/custom/qwen3:8b/v-20261122"]);
    expect(await ids("http://127.0.0.1:9")).toEqual([]);
  });
});

describe("listModels", () => {
  test("ready ones and, with the setting they need, the others; aliases as their target", async () => {
    const models = await listModels(settings({ OPENAI_API_KEY: "k", MODEL_ALIASES: `my-model=${OFFLINE_MODEL_ID}` }));
    const find = (id: string) => models.find((model) => model.id === id);
    expect(find(OFFLINE_MODEL_ID)).toMatchObject({ ready: true, setting: null, created: Date.UTC(2026, 10, 22) / 1_000 });
    expect(find("c1/openai/gpt-5/v-20251230")).toMatchObject({ ready: true });
    expect(find("c1/anthropic/claude-sonnet-4/v-20250930")).toMatchObject({ ready: false, setting: "ANTHROPIC_API_KEY" });
    expect(find("my-model")).toMatchObject({ ready: true, provider: "vitrine" });
    expect(find("c1/openai/gpt-6-luna/v-20261122")).toMatchObject({
      name: "GPT-6 Luna",
      description: "By OpenAI.",
      facts: { contextTokens: 1_050_000, outputTokens: 128_000, price: { input: 0.1, output: 0.5, cacheRead: 0.01, cacheWrite: 0.125 } },
    });
    expect(JSON.stringify(models)).not.toContain('"k"');
  });
});

import { describe, expect, test } from "vitest";
import { parseEnv } from "@/lib/env";
import { collect } from "@/lib/generation/collect";
import { ask } from "@/tests/upstream/ask";
import { startProvider } from "@/tests/upstream/provider-server";
import { listModels, resolveModel } from "./models";
import { toUpstreamSettings, type UpstreamSettings } from "./settings";
import { vendorsAt } from "@/tests/upstream/vendors";

// Every model id that documentation, samples and clients of the C1 API have been seen to use.

const SONNET_4 = ["20250617", "20250709", "20250815", "20250915", "20250930", "20251130", "20251230"];
const GPT_5 = ["20250915", "20250930", "20251130", "20251230"];

/** Id → what OpenAI, Anthropic or Google is asked for. */
const ASKED: Record<string, string> = {
  "thesys-c1": "gpt-6.2-sol",
  "c1-embed-latest": "gpt-6.2-sol",
  "c1-nightly": "gpt-6.2-sol",
  "c1-latest": "gpt-6.2-sol",
  "openai/c1-latest": "gpt-6.2-sol",
  "c1-20250415": "gpt-6.2-sol",
  "c1/anthropic/claude-3.5-sonnet/v-20250617": "claude-3-5-sonnet-20241022",
  "c1/anthropic/claude-3.5-sonnet/v-20250709": "claude-3-5-sonnet-20241022",
  "c1/anthropic/claude-3.7-sonnet/v-20250617": "claude-3-7-sonnet-20250219",
  ...Object.fromEntries(SONNET_4.map((day) => [`c1/anthropic/claude-sonnet-4/v-${day}`, "claude-sonnet-4-20250514"])),
  ...Object.fromEntries(GPT_5.map((day) => [`c1/openai/gpt-5/v-${day}`, "gpt-5"])),
  "c1/openai/gpt-5.2/v-20251230": "gpt-5.2",
  "c1-exp/openai/gpt-4.1/v-20250617": "gpt-4.1",
  "c1-exp/anthropic/claude-3.5-haiku/v-20250709": "claude-3-5-haiku-20241022",
  "c1-exp/anthropic/claude-sonnet-4.5/v-20251230": "claude-sonnet-4-5",
  "c1-exp/anthropic/claude-haiku-4.5/v-20251230": "claude-haiku-4-5",
  "c1/anthropic/claude-opus-4.6/v-20251230": "claude-opus-4-6",
  "openai/c1/anthropic/claude-sonnet-4/v-20251230": "claude-sonnet-4-20250514",
  "google/gemini-3.1-pro-free": "gemini-3.1-pro-preview",
  "google/gemini-3.1-pro-preview": "gemini-3.1-pro-preview",
  "google/gemini-3.1-flash-lite-free": "gemini-3.1-flash-lite",
  "google/gemini-3.5-flash-free": "gemini-3.5-flash",
  "google/gemini-3.5-flash": "gemini-3.5-flash",
  "google/gemma-4-31b-it": "gemma-4-31b-it",
  "openai/gpt-5.5": "gpt-5.5",
  "openai/gpt-5.4": "gpt-5.4",
  "openai/gpt-5.4-mini": "gpt-5.4-mini",
  "openai/gpt-5.2": "gpt-5.2",
  "openai/gpt-5.1": "gpt-5.1",
  "openai/gpt-5": "gpt-5",
  "openai/gpt-5.6-sol": "gpt-5.6-sol",
  "anthropic/claude-sonnet-5": "claude-sonnet-5",
  "anthropic/claude-sonnet-4.6": "claude-sonnet-4-6",
  "anthropic/claude-opus-4-7": "claude-opus-4-7",
};

/** Ids that name no language model, or one whose vendor is not known here. */
const UNKNOWN = [
  "c1/artifact/v-20250831",
  "c1/artifact/v-20251030",
  "c1/artifact/v-20251230",
  "openui/autofix",
  "c1/meta-llama/llama-3.3-70b-instruct/v-20251230",
];

const NO_KEYS = parseEnv({ DATABASE_URL: "postgresql://x", AUTH_SECRET: "x".repeat(32) });

/** Asks for a model; gives the name that the provider at `url` got, in the body or, as Google does it, in the path. */
async function nameAsked(id: string, toSettings: (url: string) => UpstreamSettings): Promise<unknown> {
  const provider = await startProvider((_, response) => response.writeHead(400).end());
  await collect(resolveModel(id, toSettings(provider.url)).upstream.stream(ask(), new AbortController().signal)).catch(() => null);
  const [request] = provider.requests;
  return request?.body.model ?? /\/([^/]+):stream/.exec(decodeURIComponent(request?.path ?? ""))?.[1];
}

const withKeys = (url: string) =>
  toUpstreamSettings({
    ...NO_KEYS,
    ...vendorsAt(url),
  });
const withOpenRouter = (url: string) => {
  const servers = new Map([["openrouter", { label: "OpenRouter", url, key: "k", setting: "OpenRouter on the Models page" }]]);
  return toUpstreamSettings(NO_KEYS, { vendors: {}, servers, aliases: new Map() });
};

describe("a documented id", () => {
  test.each(Object.entries(ASKED))("%s is asked for as %s", async (id, name) => {
    expect(await nameAsked(id, withKeys)).toBe(name);
  });

  test.each(Object.keys(ASKED))("400: %s without a key names what to set", (id) => {
    expect(() => resolveModel(id, toUpstreamSettings(NO_KEYS))).toThrow(
      expect.objectContaining({ code: "provider_not_configured", message: expect.stringMatching(/needs (OPENAI|ANTHROPIC|GOOGLE)_/) }),
    );
  });

  test.each(UNKNOWN)("404: %s is no model here, and an alias makes it one", async (id) => {
    expect(() => resolveModel(id, withKeys(""))).toThrow(expect.objectContaining({ code: "model_not_found", param: "model" }));
    const aliased = (url: string) => ({ ...withKeys(url), aliases: new Map([[id, ["c1/openai/gpt-5/v-20251230"]]]) });
    expect(await nameAsked(id, aliased)).toBe("gpt-5");
  });
});

describe("with OpenRouter alone", () => {
  test.each([
    ["c1/anthropic/claude-sonnet-4/v-20250930", "anthropic/claude-sonnet-4"],
    ["c1/meta-llama/llama-3.3-70b-instruct/v-20251230", "meta-llama/llama-3.3-70b-instruct"],
    ["openai/gpt-5.5", "openai/gpt-5.5"],
    ["c1-latest", "openai/gpt-6.2-sol"],
    ["openrouter/qwen/qwen3-8b", "qwen/qwen3-8b"],
  ])("%s is asked of it as %s", async (id, name) => {
    expect(await nameAsked(id, withOpenRouter)).toBe(name);
  });

  test("the known models are listed as ready, and through whom; a vendor's own key comes first", async () => {
    const provider = await startProvider((_, response) => response.writeHead(200).end('{"data":[]}'));
    const settings = withOpenRouter(provider.url);
    const find = async (from: UpstreamSettings) => (await listModels(from)).find(({ id }) => id === "c1/openai/gpt-5/v-20251230");
    expect(await find(settings)).toMatchObject({
      ready: true,
      setting: null,
      description: "By OpenAI, through OpenRouter.",
      // What the server at this address asks for it, nobody has told.
      facts: { contextTokens: 400_000, price: null },
    });
    expect(await find({ ...settings, vendors: { OPENAI_API_KEY: "k" } })).toMatchObject({
      ready: true,
      description: "By OpenAI.",
      facts: { contextTokens: 400_000, price: { input: 1.25 } },
    });
  });
});

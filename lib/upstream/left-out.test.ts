import { describe, expect, test } from "vitest";
import { parseEnv } from "@/lib/env";
import { collect } from "@/lib/generation/collect";
import type { Adjustment } from "@/lib/generation/upstream";
import { ask } from "@/tests/upstream/ask";
import { startProvider } from "@/tests/upstream/provider-server";
import { leftOutBy } from "./left-out";
import { resolveModel } from "./models";
import { findProvider } from "./providers";
import { toUpstreamSettings } from "./settings";
import { vendorsAt } from "@/tests/upstream/vendors";

const NEITHER = { parameters: ["temperature", "top_p"], isOneOfTwo: false };
const BOTH = { parameters: [], isOneOfTwo: false };
const ONE = { parameters: [], isOneOfTwo: true };

const settingsAt = (url: string) =>
  toUpstreamSettings(
    parseEnv({
      DATABASE_URL: "postgresql://x",
      AUTH_SECRET: "x".repeat(32),
      ...vendorsAt(url),
      UPSTREAM_BASE_URL: url,
    }),
  );

describe("what a model does not take, as its provider's rules have it", () => {
  test.each([
    ["openai", "gpt-6.2-sol", NEITHER],
    ["openai", "gpt-4.1", BOTH],
    ["anthropic", "claude-sonnet-5-5", NEITHER],
    ["anthropic", "claude-sonnet-4-6", ONE],
    ["google", "gemini-4-neon", NEITHER],
    ["google", "gemini-3.8-flash", BOTH],
    ["custom", "llama", BOTH],
  ])("%s: %s", async (name, model, expected) => {
    const settings = settingsAt("http://127.0.0.1:9");
    const upstream = findProvider(name, settings)?.connect(settings)?.upstream;
    expect(upstream && leftOutBy(upstream, model)).toEqual(expected);
  });

  test.each(["openai/gpt-6.2-sol", "anthropic/claude-sonnet-5.5", "google/gemini-4-neon"])("and %s is told the same", async (id) => {
    const provider = await startProvider((_, response) => response.writeHead(400).end());
    const told: Adjustment[] = [];
    const request = ask({ temperature: 0.5, topP: 0.5 });
    const events = resolveModel(id, settingsAt(provider.url)).upstream.stream(request, new AbortController().signal, (one) =>
      told.push(one),
    );
    await collect(events).catch(() => null);
    expect(told.map(({ parameter }) => parameter)).toEqual(NEITHER.parameters);
  });
});

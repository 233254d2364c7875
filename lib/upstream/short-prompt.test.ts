import { expect, test } from "vitest";
import { generate } from "@/lib/engine";
import { parseEnv } from "@/lib/env";
import { collect } from "@/lib/generation/collect";
import { ask } from "@/tests/upstream/ask";
import { startProvider } from "@/tests/upstream/provider-server";
import { resolveModel } from "./models";
import { applyStoredSettings, toUpstreamSettings } from "./settings";

/** Whether a model wants the short prompt, of a server by that name which lists it so, and how often that was asked for its list. */
async function asked(name: string, listed: object | null, rest: Record<string, string> = {}) {
  const provider = await startProvider((_, response) =>
    listed ? response.end(JSON.stringify({ data: [{ id: "m", ...listed }] })) : response.writeHead(404).end(),
  );
  const servers = new Map([[name, { label: name, url: provider.url, key: null, setting: name }]]);
  const environment = parseEnv({ DATABASE_URL: "postgresql://x", AUTH_SECRET: "x".repeat(32), OPENAI_API_KEY: "k", ...rest });
  const settings = toUpstreamSettings(environment, { vendors: {}, servers, aliases: new Map() });
  const isShort = await resolveModel(`${name}/m`, settings).wantsShortPrompt();
  return { isShort, lists: provider.requests.length, settings };
}

test.each([
  ["ollama", {}, true],
  ["ollama", null, true],
  ["lm-studio", { loaded_context_length: 4_096, max_context_length: 131_072 }, true],
  ["vllm", { max_model_len: 16_384 }, true],
  ["vllm", { max_model_len: 16_385 }, false],
])("a model of %s that is listed with %j wants the short prompt: %s", async (name, listed, expected) => {
  expect(await asked(name, listed)).toMatchObject({ isShort: expected, lists: 1 });
});

test("and is told the core of the interface alone, once its server has said how much it reads", async () => {
  const provider = await startProvider((request, response) => {
    if (request.method === "GET") response.end(JSON.stringify({ data: [{ id: "m" }, { id: "wide", context_length: 200_000 }] }));
    else response.writeHead(400).end();
  });
  Object.assign(process.env, { DATABASE_URL: "postgresql://x", AUTH_SECRET: "x".repeat(32) });
  const servers = new Map([["ollama", { label: "Ollama", url: provider.url, key: null, setting: "Ollama" }]]);
  applyStoredSettings({ vendors: {}, servers, aliases: new Map() });
  for (const model of ["ollama/m", "ollama/wide"])
    await collect(generate(ask({ model }), new AbortController().signal).events).catch(() => null);
  const prompts = provider.requests.flatMap(({ body }) => ("messages" in body ? [JSON.stringify(body.messages)] : []));
  expect(prompts.map((text) => [text.includes("BarChart("), text.includes("ScatterChart(")])).toEqual([
    [true, false],
    [true, true],
  ]);
});

test("a server that is not of a local kind is not asked, and gets the whole prompt", async () => {
  expect(await asked("my-gateway", { context_length: 4_096 })).toMatchObject({ isShort: false, lists: 0 });
});

test("a vendor's model goes by the catalogue", async () => {
  const { settings } = await asked("ollama", null);
  expect(["openai/gpt-4", "openai/gpt-6.2-sol", "vitrine/offline"].map((id) => resolveModel(id, settings).wantsShortPrompt())).toEqual([
    true,
    false,
    false,
  ]);
});

test("what is set counts before all of that", async () => {
  expect(await asked("ollama", {}, { UI_PROMPT: "full" })).toMatchObject({ isShort: false, lists: 0 });
  expect(await asked("my-gateway", {}, { UI_PROMPT: "core" })).toMatchObject({ isShort: true, lists: 0 });
});

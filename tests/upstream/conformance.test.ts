import { describe, expect, test } from "vitest";
import { parseEnv } from "@/lib/env";
import { ApiError } from "@/lib/errors";
import { collect, type GenerationResult } from "@/lib/generation/collect";
import type { ContentPart, Item, ModelItem } from "@/lib/generation/item";
import type { GenerationRequest } from "@/lib/generation/request";
import type { Upstream } from "@/lib/generation/upstream";
import { PRESETS } from "@/lib/providers/schema";
import { findProvider } from "@/lib/upstream/providers";
import { toUpstreamSettings } from "@/lib/upstream/settings";
import { ask, userSays, WEATHER, weatherRoundTrip } from "./ask";
import { type Table, tableOf } from "./providers-page";
import { CHUNKINGS, playRecording, readRecording } from "./recordings";
import { SIGNED } from "./signed";
import { singly } from "@/tests/generation/batches";
import { vendorsAt } from "./vendors";

// Every provider tells the same stories in its own wire format, in pieces of every size; what comes out is what docs/providers.md says.

interface Column {
  /** The folder of its recordings, and its name in model ids. */
  provider: string;
  model: string;
  /** Where a request's pictures stand in the body it gets. */
  messages: "messages" | "contents" | "input";
}

const openAiLike = (provider: string, model: string): Column => ({ provider, model, messages: "messages" });
const COLUMNS: Record<string, Column> = {
  OpenAI: { provider: "openai", model: "gpt-5", messages: "input" },
  Anthropic: openAiLike("anthropic", "claude-sonnet-4-20250514"),
  Google: { provider: "google", model: "gemini-3-flash-preview", messages: "contents" },
  Ollama: openAiLike("ollama", "qwen3:8b"),
  "LM Studio": openAiLike("lm-studio", "qwen/qwen3-8b"),
  "llama.cpp": openAiLike("llama-cpp", "qwen3-8b-q4_k_m.gguf"),
  vLLM: openAiLike("vllm", "Qwen/Qwen3-8B"),
  OpenRouter: openAiLike("openrouter", "deepseek/deepseek-v3.2"),
};

/** Set up as an owner does it, by settings alone. */
function connect({ provider }: Column, url: string): Upstream {
  const environment = parseEnv({
    DATABASE_URL: "postgresql://x",
    AUTH_SECRET: "x".repeat(32),
    ...vendorsAt(url),
  });
  const servers = new Map(PRESETS.map(({ name, label }) => [name, { label, url, key: "k", setting: label }]));
  const settings = toUpstreamSettings(environment, { vendors: {}, servers, aliases: new Map() });
  const connection = findProvider(provider, settings)?.connect(settings);
  if (!connection) throw new Error(`${provider} is not set up.`);
  return connection.upstream;
}

const TOOLS = { tools: [WEATHER] };
const SCHEMA = { type: "object", properties: { city: { type: "string" }, celsius: { type: "number" } }, required: ["city", "celsius"] };
const PNG = "data:image/png;base64,iVBORw0KGgo=";
const PDF = "data:application/pdf;base64,JVBERi0xLjQ=";
const never = new AbortController().signal;

/** A story in every chunking; each time the same comes out. */
async function hear(column: Column, story: string, overrides: Partial<GenerationRequest> = {}): Promise<GenerationResult> {
  const results: GenerationResult[] = [];
  for (const chunking of CHUNKINGS) {
    const { url } = await playRecording(column.provider, story, chunking);
    results.push(await collect(connect(column, url).stream(ask({ model: column.model, ...overrides }), never)));
  }
  const [first, ...others] = results.map(withoutIds);
  for (const other of others) expect(other).toEqual(first);
  return results[0] as GenerationResult;
}

// Ids are minted here, and by providers without ids of their own for calls too.
function withoutIds({ items, ...rest }: GenerationResult) {
  const bare = items.map((item) => ({ ...item, id: "", ...("call_id" in item && { call_id: "" }) }));
  return { items: bare.map((item) => ("state" in item ? { ...item, state: { ...item.state, callId: "" } } : item)), ...rest };
}

/** The body a provider gets; null when it is refused here, by a 400 that says why. */
async function bodyFor(column: Column, overrides: Partial<GenerationRequest>): Promise<Record<string, unknown> | null> {
  const { url, requests } = await playRecording(column.provider, "text");
  try {
    await collect(connect(column, url).stream(ask({ model: column.model, ...overrides }), never));
  } catch (error) {
    if (error instanceof ApiError && error.status === 400 && requests.length === 0) return null;
    throw error;
  }
  return requests[0]?.body ?? null;
}

const asUser = (...content: ContentPart[]): Item => ({ type: "message", id: "msg_2", role: "user", status: "completed", content });
/** What is said in each item; reasoning without words only carries what the provider wants back. */
const said = ({ items }: GenerationResult) =>
  items.flatMap((item) => {
    if (item.type === "function_call") return [`${item.name}${item.arguments}`];
    if (item.type === "message") return [item.content.map((part) => ("text" in part ? part.text : "")).join("")];
    if (item.type !== "reasoning") return [];
    const thought = item.summary.map(({ text }) => text).join("");
    return thought === "" ? [] : [`(${thought})`];
  });
const THOUGHT = "(The user asks about Paris. It is mild there.)";

/** The forms of a part that reach the provider with what they hold. */
async function formsOf(column: Column, forms: Record<string, { part: ContentPart; holds: string }>): Promise<string> {
  const passed: string[] = [];
  for (const [form, { part, holds }] of Object.entries(forms)) {
    const body = await bodyFor(column, { input: [asUser({ type: "input_text", text: "What is this?" }, part)] });
    if (body === null) continue;
    expect(JSON.stringify(body[column.messages])).toContain(holds);
    passed.push(form);
  }
  return passed.join(", ");
}

const ROWS: Record<string, (column: Column) => Promise<string>> = {
  Text: async (column) => {
    const result = await hear(column, "text");
    expect(said(result)).toEqual(['Grüße aus Paris: 21 °C ☀️ — 東京は晴れ、"15 °C".\nSchönen Tag! 👋']);
    expect(result).toMatchObject({ finishReason: "stop", items: [{ status: "completed" }] });
    return "yes";
  },
  Reasoning: async (column) => {
    const result = await hear(column, "reasoning", { reasoningEffort: "low" });
    if (said(result).length === 2) expect(said(result)).toEqual([THOUGHT, "It is mild: 21 °C."]);
    else
      expect({ said: said(result), usage: result.usage }).toMatchObject({ said: ["It is mild: 21 °C."], usage: { reasoningTokens: 17 } });
    return said(result).length === 2 ? "yes" : "counted";
  },
  "A tool call": async (column) => {
    const result = await hear(column, "call", TOOLS);
    const items = result.items.filter(({ type }) => type !== "reasoning");
    const [intro, call] = items;
    expect(said({ ...result, items: intro ? [intro] : [] })).toEqual(["Let me look."]);
    expect(call).toMatchObject({ type: "function_call", name: "get_weather", status: "completed" });
    expect(JSON.parse(call?.type === "function_call" ? call.arguments : "")).toEqual({ city: "São Paulo", unit: "celsius" });
    expect([items.length, result.finishReason]).toEqual([2, "tool-calls"]);
    return "yes";
  },
  "Parallel calls": async (column) => {
    const result = await hear(column, "parallel", TOOLS);
    expect(said(result)).toEqual(['get_weather{"city":"Paris"}', 'get_weather{"city":"Rome"}']);
    expect(new Set(result.items.map((item) => (item.type === "function_call" ? item.call_id : ""))).size).toBe(2);
    expect(result.finishReason).toBe("tool-calls");
    return "yes";
  },
  "Tool results": async (column) => {
    // Calls that the provider itself made go back to it with their results, under its own ids where it gave any.
    const { items } = await hear(column, "parallel", TOOLS);
    const outputs = items.map((item, i): Item => {
      const callId = item.type === "function_call" ? item.call_id : "";
      return { type: "function_call_output", id: `fco_${i}`, call_id: callId, output: `{"celsius":${20 + i}}`, status: "completed" };
    });
    const body = await bodyFor(column, { ...TOOLS, input: [userSays("Weather?"), ...(items as ModelItem[]), ...outputs] });
    const sent = JSON.stringify(body?.[column.messages]).replaceAll("\\", "");
    const order = ["Weather?", '"city":"Paris"', '"city":"Rome"', '"celsius":20', '"celsius":21'].map((text) => sent.indexOf(text));
    expect(order.toSorted((a, b) => a - b)).toEqual(order);
    expect(order[0]).toBeGreaterThan(0);
    return "yes";
  },
  "Thinking in the next turn": async (column) => {
    const signed = SIGNED[column.provider];
    if (!signed) return "–";
    const { items } = await hear(column, "signed", { ...TOOLS, reasoningEffort: "low" });
    const calls = items.filter((item) => item.type === "function_call");
    const outputs = calls.map((call): Item => ({ ...weatherRoundTrip()[1], call_id: call.call_id }) as Item);
    const body = await bodyFor(column, {
      ...TOOLS,
      reasoningEffort: "low",
      input: [userSays("Weather?"), ...(items as ModelItem[]), ...outputs],
    });
    expect(body).toMatchObject(signed);
    return "comes back";
  },
  Images: (column) =>
    formsOf(column, {
      data: { part: { type: "input_image", image_url: PNG, detail: "auto" }, holds: "iVBORw0KGgo=" },
      https: { part: { type: "input_image", image_url: "https://example.com/a.png", detail: "auto" }, holds: "https://example.com/a.png" },
    }),
  "Pictures in answers": async (column) => {
    if (!DRAWING.has(column.provider)) return "–";
    for (const chunking of CHUNKINGS) {
      const { url } = await playRecording(column.provider, "picture", chunking);
      const pictures: string[] = [];
      for await (const event of singly(connect(column, url).stream(ask({ model: column.model }), never)))
        if (event.type === "picture") pictures.push(event.url);
      expect(pictures).toEqual([PNG]);
    }
    return "shown";
  },
  Files: (column) => {
    const file = { type: "input_file", filename: "a.pdf", file_data: null, file_url: null } as const;
    return formsOf(column, {
      data: { part: { ...file, file_data: PDF }, holds: "JVBERi0xLjQ=" },
      https: { part: { ...file, file_url: "https://example.com/a.pdf" }, holds: "https://example.com/a.pdf" },
    });
  },
  "Pictures from tools": async (column) => {
    const [call, output] = weatherRoundTrip() as [Item, Extract<Item, { type: "function_call_output" }>];
    const picture = { type: "input_image", image_url: PNG, detail: "auto" } as const;
    const input = [userSays("?"), call, { ...output, output: [{ type: "input_text" as const, text: "The radar:" }, picture] }];
    const turns = (await bodyFor(column, { ...TOOLS, input }))?.[column.messages] as Record<string, unknown>[];
    const holder = turns.find((turn) => JSON.stringify(turn).includes("iVBORw0KGgo=")) ?? {};
    const parts = (holder.content ?? holder.parts ?? [holder]) as object[];
    if (!JSON.stringify(holder).includes("The radar:")) return "behind";
    return parts.some((part) => JSON.stringify(part).match(/radar.*iVBORw0KGgo=/)) ? "within" : "beside";
  },
  "Structured output": async (column) => {
    const outputFormat = { type: "json_schema", name: "weather", description: null, schema: SCHEMA, strict: true } as const;
    const result = await hear(column, "structured", { outputFormat });
    expect(said(result)).toEqual(['{"city":"Paris","celsius":21}']);
    expect(result.finishReason).toBe("stop");
    const { tool_choice: choice, ...body } = (await bodyFor(column, { outputFormat })) ?? {};
    expect(JSON.stringify(body)).toContain(JSON.stringify(SCHEMA));
    return choice ? "as a call" : "schema";
  },
  Tokens: async (column) => {
    const { usage } = await hear(column, "text");
    const reported = { input: usage.inputTokens, cached: usage.cachedTokens, output: usage.outputTokens, reasoning: usage.reasoningTokens };
    const told = Object.entries(reported).filter(([, count]) => count > 0);
    expect({ input: 118, cached: 64, output: 42, reasoning: 17 }).toMatchObject(Object.fromEntries(told));
    return told.map(([name]) => name).join(", ");
  },
  "Finish reasons": async (column) => {
    const stories = { text: "stop", call: "tool-calls", length: "length", filter: "content-filter" } as const;
    const seen: string[] = [];
    for (const [story, reason] of Object.entries(stories)) {
      if (story === "filter" && !FILTERING.has(column.provider)) continue;
      const { finishReason, items } = await hear(column, story, TOOLS);
      expect(finishReason).toBe(reason);
      expect(items.at(-1)?.status).toBe(story === "length" || story === "filter" ? "incomplete" : "completed");
      seen.push(finishReason);
    }
    return seen.join(", ");
  },
  "Its own error midway": async (column) => {
    const codes = new Set<string>();
    for (const chunking of CHUNKINGS) {
      const { url, requests } = await playRecording(column.provider, "failure", chunking);
      let heard = "";
      const failure = await (async () => {
        for await (const event of singly(connect(column, url).stream(ask({ model: column.model }), never))) {
          if (event.type === "text-delta") heard += event.delta;
        }
      })().catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(ApiError);
      const [, words = ""] = /"error":\{.*?"message":"([^"]+)"/.exec(readRecording(column.provider, "failure").toString()) ?? [];
      expect((failure as ApiError).message).toContain(words);
      expect({ heard, requests: requests.length }).toEqual({ heard: "Half of it", requests: 1 });
      codes.add((failure as ApiError).code);
    }
    return [...codes].join(", ");
  },
};

/** Servers of one's own filter nothing. */
const FILTERING = new Set(["openai", "anthropic", "google", "openrouter"]);

/** Whose models draw in an answer. */
const DRAWING = new Set(["google", "openrouter"]);

const matrix: Table = Object.fromEntries(Object.keys(ROWS).map((row) => [row, {}]));

describe.each(Object.entries(ROWS))("%s", (row, check) => {
  test.each(Object.entries(COLUMNS))("%s", async (name, column) => {
    Object.assign(matrix[row] ?? {}, { [name]: "FAILED" });
    const cell = await check(column);
    expect(cell).not.toBe("");
    Object.assign(matrix[row] ?? {}, { [name]: cell });
  });
});

test("the documented table says what was found", () => {
  const { documented, found } = tableOf("What survives", "", matrix);
  expect(documented, "npm run docs:providers").toBe(found);
});

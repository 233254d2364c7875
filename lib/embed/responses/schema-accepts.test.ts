import type { ImageDetail, ResponseCreateParamsNonStreaming, ServiceTier } from "openai/resources/responses/responses";
import type { ReasoningEffort } from "openai/resources/shared";
import { describe, expect, test } from "vitest";
import type { z } from "zod/v4";
import { CreateResponseBody, InputTokensBody } from "./schema";

const TOOL = { type: "function", name: "get_weather", parameters: { type: "object", properties: {} }, strict: true } as const;

/** What is wrong with a body; null for one that passes. */
function refusalOf(schema: z.ZodType, body: unknown): readonly z.core.$ZodIssue[] | null {
  return schema.safeParse(body).error?.issues ?? null;
}
const refused = (members: object) => refusalOf(CreateResponseBody, { model: "m", input: "Hello", ...members });

type Effort = NonNullable<ReasoningEffort>;
type Tier = NonNullable<ServiceTier>;
type Retention = NonNullable<ResponseCreateParamsNonStreaming["prompt_cache_retention"]>;

describe("a body that passes", () => {
  test.each<[string, object]>([
    ["the least", {}],
    ["no input", { input: undefined }],
    ["nulls everywhere", Object.fromEntries(Object.keys(CreateResponseBody.shape).map((name) => [name, name === "model" ? "m" : null]))],
    ["an empty text, no includes, strict null", { text: {}, include: [], tools: [{ ...TOOL, strict: null, description: null }] }],
    ["a tool without anything but its name", { tools: [{ type: "function", name: "f" }] }],
    [
      "allowed tools without a mode",
      { tools: [TOOL], tool_choice: { type: "allowed_tools", tools: [{ type: "function", name: TOOL.name }] } },
    ],
    ["a conversation by object", { conversation: { id: "conv_1" } }],
    [
      "what AI SDK asks for",
      { include: ["reasoning.encrypted_content"], text: { verbosity: "low" }, truncation: "auto", service_tier: "auto", user: "u" },
    ],
    ["what the agents SDK asks for", { include: [], instructions: "Be brief.", tools: [TOOL] }],
    ["what LangChain asks for", { text: {}, stream: false, tools: [{ ...TOOL, strict: null }] }],
    ["a long value of metadata.thesys", { metadata: { thesys: "x".repeat(10_000) } }],
    [
      "a call with its helper's members",
      { input: [{ type: "function_call", call_id: "c", name: "f", arguments: "{}", parsed_arguments: {}, status: "completed" }] },
    ],
    ["options of a stream where none is asked for", { stream_options: { include_obfuscation: true } }],
    [
      "what a coding agent asks for",
      { client_metadata: { a: "b" }, tools: [TOOL, { type: "web_search" }, { type: "custom", name: "patch" }] },
    ],
    ["a hint for a cache on a tool", { tools: [{ ...TOOL, cache_control: { type: "ephemeral" } }] }],
    [
      "members of other servers on items and parts",
      {
        input: [
          { role: "user", content: [{ type: "input_text", text: "x", score: 1 }], name: "Ann", status: "done", id: 5 },
          { role: "assistant", content: null, id: "x".repeat(1_000), reasoning_details: [] },
          { type: "function_call", call_id: "c".repeat(1_000), name: "f", arguments: "{}", namespace: "crm", caller: { type: "program" } },
          { type: "function_call_output", call_id: "c".repeat(1_000), output: "1", is_error: false },
          { type: "reasoning", summary: [], signature: "s" },
          { type: "item_reference", id: "msg_1", status: "completed" },
          { id: "msg_1", object: "item", status: "completed" },
        ],
      },
    ],
    [
      "parameters that ask for what happens anyway",
      {
        background_options: { completion_window: "soonest", continuation_id: "c" },
        access_programs: { cyber: "standard" },
        image: { context_compression: "enabled" },
        tools: [{ ...TOOL, async: false }],
      },
    ],
    ["default caching by name", { prompt_cache_retention: "in_memory", prompt_cache_options: { mode: "implicit", ttl: "30m" } }],
  ])("%s", (_, members) => expect(refused(members)).toBeNull());

  test.each<[string, (value: never) => object, Record<string, true>]>([
    [
      "reasoning.effort",
      (effort) => ({ reasoning: { effort } }),
      { none: true, minimal: true, low: true, medium: true, high: true, xhigh: true, max: true } satisfies Record<Effort, true>,
    ],
    [
      "service_tier",
      (tier) => ({ service_tier: tier }),
      { auto: true, default: true, flex: true, scale: true, priority: true, fast: true, ultrafast: true } satisfies Record<Tier, true>,
    ],
    [
      "prompt_cache_retention",
      (kept) => ({ prompt_cache_retention: kept }),
      { in_memory: true, "24h": true } satisfies Record<Retention, true>,
    ],
    [
      "image detail",
      (detail) => ({ input: [{ role: "user", content: [{ type: "input_image", image_url: "https://a.b/c.png", detail }] }] }),
      { auto: true, low: true, high: true, original: true } satisfies Record<ImageDetail, true>,
    ],
  ])("every value of %s that the official client knows is accepted", (_, body, values) => {
    expect(Object.keys(values).map((value) => [value, refused(body(value as never))])).toEqual(
      Object.keys(values).map((value) => [value, null]),
    );
  });

  test("everything the official client's types allow for a plain request", () => {
    const body: ResponseCreateParamsNonStreaming = {
      model: "m",
      input: [
        {
          role: "user",
          content: [
            { type: "input_text", text: "x" },
            { type: "input_image", image_url: "data:image/png;base64,AA==", detail: "auto" },
          ],
        },
        {
          type: "message",
          role: "user",
          content: [{ type: "input_file", filename: "a.pdf", file_data: "data:application/pdf;base64,AA==" }],
        },
        {
          id: "msg_1",
          type: "message",
          role: "assistant",
          status: "completed",
          content: [{ type: "output_text", text: "y", annotations: [], logprobs: [] }],
        },
        { id: "rs_1", type: "reasoning", summary: [], encrypted_content: null },
        { type: "item_reference", id: "msg_0" },
      ],
      reasoning: { effort: "low", summary: "auto" },
      text: { format: { type: "json_schema", name: "answer", schema: { type: "object" }, strict: true } },
      tools: [TOOL],
      tool_choice: { type: "function", name: TOOL.name },
      metadata: { a: "b" },
    };
    expect(refused(body)).toBeNull();
  });

  test("counting needs nothing at all", () => {
    expect(refusalOf(InputTokensBody, {})).toBeNull();
    expect(refusalOf(InputTokensBody, { model: null, input: null, personality: "friendly", truncation: "auto" })).toBeNull();
  });
});

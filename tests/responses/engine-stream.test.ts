import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countInputTokens } from "@/lib/embed/responses/count-tokens";
import { decode } from "@/lib/embed/responses/decode";
import { toStreamEvents } from "@/lib/embed/responses/encode";
import { newResource, type ResponseResource } from "@/lib/embed/responses/resource";
import { CreateResponseBody } from "@/lib/embed/responses/schema";
import { generate } from "@/lib/engine";
import type { GenerationEvents } from "@/lib/generation/event";
import { DEFAULT_UI } from "@/lib/generation/request";
import { toUi } from "@/lib/genui/to-ui";
import { toItems } from "@/lib/items/decode";
import { OFFLINE_MODEL_ID } from "@/lib/offline/offline";
import { assertStreamGrammar } from "./grammar";
import { played } from "./random-events";
import { singly } from "@/tests/generation/batches";

const WEATHER = {
  type: "function",
  name: "get_weather",
  description: "Current weather of a city",
  parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
};

async function lawful(resource: ResponseResource, events: GenerationEvents): Promise<ResponseResource> {
  const sent = [];
  for await (const event of singly(toStreamEvents(resource, events))) sent.push(event);
  return assertStreamGrammar(sent);
}

function requested(members: object) {
  const body = CreateResponseBody.parse({ model: OFFLINE_MODEL_ID, ...members });
  const items = toItems(body.input, "ws_1").filter((item) => item.type !== "item_reference");
  return { body, request: decode(body, items, "ws_1") };
}

async function answered(members: object): Promise<ResponseResource> {
  const { body, request } = requested(members);
  const { events } = generate(request, AbortSignal.timeout(30_000));
  return lawful(newResource(body, { id: "resp_1", createdAt: 1_700_000_000 }), events);
}

describe("the offline engine answers lawfully", () => {
  test.each<[string, object, object]>([
    [
      "an interface",
      { input: "Compare sales: Q1 10, Q2 20, Q3 15" },
      { status: "completed", output: [{ type: "message", content: [{ text: expect.stringMatching(/^<content/) }] }] },
    ],
    ["nothing at all", {}, { status: "completed" }],
    [
      "a call",
      { input: "What is the weather in Paris?", tools: [WEATHER] },
      { status: "completed", output: [{ type: "function_call", name: "get_weather" }] },
    ],
    ["two calls", { input: "What is the weather in Paris and in Rome?", tools: [WEATHER] }, { status: "completed" }],
    [
      "no more calls than allowed",
      { input: "What is the weather in Paris and in Rome?", tools: [WEATHER], max_tool_calls: 1 },
      { status: "completed", output: [{ type: "function_call" }] },
    ],
    [
      "a cut",
      { input: "Compare sales: Q1 10, Q2 20, Q3 15", max_output_tokens: 16 },
      { status: "incomplete", incomplete_details: { reason: "max_output_tokens" }, output: [{ status: "incomplete" }] },
    ],
    [
      "JSON",
      { input: "Give me a colour", text: { format: { type: "json_object" } } },
      { status: "completed", output: [{ content: [{ text: expect.stringMatching(/^\{/) }] }] },
    ],
  ])("%s", async (_, members, expected) => expect(await answered(members)).toMatchObject(expected));
});

test("what is counted beforehand is what the offline engine then reports", async () => {
  for (const members of [
    { input: "Compare sales: Q1 10, Q2 20" },
    { input: "What is the weather in Paris?", tools: [WEATHER] },
    { input: "" },
  ]) {
    expect((await answered(members)).usage?.input_tokens).toBe(await countInputTokens(requested(members).request));
  }
});

test("whatever a model writes becomes a lawful stream on its way through the interface", async () => {
  const piece = fc.constantFrom(
    "<think>",
    "</think>",
    'root = Card([t])\nt = TextContent("Hi")\n',
    "```",
    "plain words ",
    "<content>",
    "\n",
    "{",
    '"',
    "&lt;",
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), fc.constantFrom("stop", "length"), fc.boolean(), async (pieces, reason, fails) => {
      const written = played(
        [
          { type: "text-start", id: "msg_1" },
          ...pieces.map((delta) => ({ type: "text-delta", id: "msg_1", delta }) as const),
          { type: "text-end", id: "msg_1" },
          ...(fails
            ? []
            : [{ type: "finish", reason, usage: { inputTokens: 1, cachedTokens: 0, outputTokens: 1, reasoningTokens: 0 } } as const]),
        ],
        fails ? new Error("broken") : undefined,
      );
      const resource = newResource(CreateResponseBody.parse({ model: "m" }), { id: "resp_1", createdAt: 1_700_000_000 });
      const { status } = await lawful(resource, toUi(written, DEFAULT_UI));
      expect(status).toBe(fails ? "failed" : reason === "stop" ? "completed" : "incomplete");
    }),
    { numRuns: 60 },
  );
}, 30_000);

import fc from "fast-check";
import { expect, test } from "vitest";
import { ApiError } from "@/lib/errors";
import { issueError } from "@/lib/http/issue-error";
import { toItems } from "@/lib/items/decode";
import { decode } from "./decode";
import { newResource } from "./resource";
import { CompactResponseBody, CreateResponseBody, InputTokensBody } from "./schema";

const BODY = {
  model: "m",
  input: [
    {
      role: "user",
      content: [
        { type: "input_text", text: "x" },
        { type: "input_image", image_url: "https://a.b/c.png" },
      ],
    },
    { type: "reasoning", id: "rs_1", summary: [{ type: "summary_text", text: "s" }] },
    { type: "function_call", call_id: "call_1", name: "f", arguments: "{}" },
    {
      type: "function_call_output",
      call_id: "call_1",
      output: [{ type: "input_file", file_data: "data:text/plain;base64,AA==", filename: "a" }],
    },
    { type: "message", role: "assistant", content: [{ type: "output_text", text: "y", annotations: [] }], phase: "final_answer" },
    { type: "item_reference", id: "msg_1" },
    { type: "compaction", encrypted_content: "AQ" },
  ],
  tools: [{ type: "function", name: "f", parameters: { type: "object" }, strict: null }],
  tool_choice: { type: "allowed_tools", tools: [{ type: "function", name: "f" }] },
  text: { format: { type: "json_schema", name: "a", schema: { type: "object" } }, verbosity: "low" },
  reasoning: { effort: "low", summary: null },
  metadata: { a: "b", thesys: '{"c1_custom_actions":{}}' },
  include: ["reasoning.encrypted_content"],
  stream: true,
  stream_options: { include_obfuscation: true },
  conversation: { id: "conv_1" },
  max_output_tokens: 16,
  temperature: 1,
};

/** Every place in a value, as the keys that lead there. */
function placesIn(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))];
}

function withValueAt(value: unknown, [key, ...rest]: string[], replacement: unknown): unknown {
  if (key === undefined) return replacement;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string, unknown>;
  copy[key] = withValueAt(copy[key], rest, replacement);
  return copy;
}

const nasty = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(
    JSON.parse('{"__proto__":{"type":"message"},"constructor":1,"toString":null}') as object,
    { type: "__proto__" },
    { type: "constructor", role: "toString" },
    ["a", ["b", [{}]]],
    "\0",
    "\ud800",
    -0,
    1e308,
    Number.MAX_SAFE_INTEGER + 2,
    "x".repeat(300),
  ),
);

/** What happens to a body on its way to the engine; nothing but an `ApiError` of the client's may be thrown. */
function walk(body: unknown): void {
  for (const schema of [InputTokensBody, CompactResponseBody]) {
    const other = schema.safeParse(body);
    if (!other.success) issueError(other.error.issues, body).toBody();
  }
  const parsed = CreateResponseBody.safeParse(body);
  if (!parsed.success) throw issueError(parsed.error.issues, body);
  JSON.stringify(newResource(parsed.data, { id: "resp_1", createdAt: 1 }));
  const items = toItems(parsed.data.input, "ws_1").filter((item) => item.type !== "item_reference");
  decode(parsed.data, items, "ws_1");
}

function refusalOf(body: unknown): unknown {
  try {
    walk(body);
    return null;
  } catch (error) {
    return error;
  }
}

test("whatever stands at whatever place of a body, it passes or is refused with 400 and all members of the error", () => {
  const places = placesIn(BODY);
  fc.assert(
    fc.property(fc.constantFrom(...places), nasty, (path, value) => {
      // Over the wire it is JSON, where `__proto__` is a name like any other.
      const body: unknown = JSON.parse(JSON.stringify(withValueAt(BODY, path, value)) ?? "null");
      const refusal = refusalOf(body);
      if (refusal === null) return;
      expect(refusal).toBeInstanceOf(ApiError);
      expect((refusal as ApiError).status).toBe(400);
      expect(Object.keys((refusal as ApiError).toBody().error)).toEqual(["message", "type", "param", "code"]);
    }),
    { numRuns: 1_500 },
  );
}, 60_000);

test("a name that objects are born with is a name like any other", () => {
  const metadata = '{"__proto__":"x","toString":"y","constructor":"z"}';
  const body = JSON.parse(`{"model":"m","metadata":${metadata}}`) as unknown;
  expect(refusalOf(body)).toBeNull();
  expect(JSON.stringify(CreateResponseBody.parse(body).metadata)).toBe(metadata);
  expect(refusalOf({ model: "m", tools: [{ type: "function", name: "f", parameters: { constructor: null } }] })).toBeNull();
  expect(({} as Record<string, unknown>).x).toBeUndefined();
  expect(refusalOf(JSON.parse('{"model":"m","__proto__":{"store":false}}'))).toMatchObject({ code: "unknown_parameter" });
  expect(refusalOf({ model: "m", input: [{ type: "constructor" }] })).toMatchObject({ param: "input[0].type" });
});

test("depth and width are taken without a stack overflow", () => {
  let deep: unknown = "x";
  for (let i = 0; i < 60; i++) deep = { a: [deep] };
  expect(refusalOf({ model: "m", tools: [{ type: "function", name: "f", parameters: deep }] })).toBeNull();
  expect(refusalOf({ model: "m", input: Array.from({ length: 2_000 }, () => ({ role: "user", content: "x" })) })).toBeNull();
});

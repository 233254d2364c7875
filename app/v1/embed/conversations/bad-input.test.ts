import { beforeEach, describe, expect, test } from "vitest";
import { messages, openConversations } from "@/tests/http/conversations";
import { TRANSPORTS } from "@/tests/http/transport";

type Expected = [status: number, code: string, param: string | null];

const pairs = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, ""]));
const nested = `{"metadata":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;

const METADATA: [string, unknown, Expected][] = [
  ["17 pairs", pairs(17), [400, "invalid_value", "metadata"]],
  ["a key of 65 characters", { ["k".repeat(65)]: "" }, [400, "string_above_max_length", `metadata.${"k".repeat(64)}`]],
  ["a value of 513 characters", { a: "v".repeat(513) }, [400, "string_above_max_length", "metadata.a"]],
  ["a value of 513 characters under thesys", { thesys: "v".repeat(513) }, [400, "string_above_max_length", "metadata.thesys"]],
  ["a number", { a: 1 }, [400, "invalid_type", "metadata.a"]],
  ["null as a value", { a: null }, [400, "invalid_type", "metadata.a"]],
  ["an object as a value", { a: {} }, [400, "invalid_type", "metadata.a"]],
  ["a number under constructor", { constructor: 1 }, [400, "invalid_type", "metadata.constructor"]],
  ["a key __proto__, which would be lost", JSON.parse('{"__proto__":"x"}'), [400, "invalid_value", "metadata.__proto__"]],
  ["a list", [], [400, "invalid_type", "metadata"]],
  ["a text", "a", [400, "invalid_type", "metadata"]],
  ["NUL", { a: "\0" }, [400, "invalid_json", null]],
  ["NUL in a key", { "\0": "" }, [400, "invalid_json", null]],
  ["half a character", { a: "\ud83c" }, [400, "invalid_json", null]],
];

const ITEMS: [string, unknown, Expected][] = [
  ["21 of them", messages(21), [400, "array_above_max_length", "items"]],
  ["a text", "hi", [400, "invalid_type", "items"]],
  ["an object", {}, [400, "invalid_type", "items"]],
  ["null inside", [null], [400, "invalid_type", "items[0]"]],
  ["a number inside", [1], [400, "invalid_type", "items[0]"]],
  ["an empty object inside", [{}], [400, "missing_required_parameter", "items[0].type"]],
  ["an unknown type", [{ type: "nonsense" }], [400, "invalid_value", "items[0].type"]],
  [
    "a type that is not served",
    [{ type: "computer_call", id: "cu_1", status: "completed" }],
    [400, "unsupported_parameter", "items[0].type"],
  ],
  ["an unknown role", [{ role: "tool", content: "x" }], [400, "invalid_value", "items[0].role"]],
  ["no content", [{ role: "user" }], [400, "missing_required_parameter", "items[0].content"]],
  ["content null", [{ role: "user", content: null }], [400, "invalid_type", "items[0].content"]],
  [
    "a bad image",
    [{ role: "user", content: [{ type: "input_image", image_url: "javascript:alert(1)" }] }],
    [400, "invalid_value", "items[0].content[0].image_url"],
  ],
  ["an empty call_id", [{ type: "function_call_output", call_id: "", output: "x" }], [400, "invalid_value", "items[0].call_id"]],
  [
    "arguments as an object",
    [{ type: "function_call", call_id: "c", name: "f", arguments: {} }],
    [400, "invalid_type", "items[0].arguments"],
  ],
  [
    "a reference to nothing",
    [
      { role: "user", content: "x" },
      { type: "item_reference", id: "msg_nothing" },
    ],
    [404, "item_not_found", "items[1].id"],
  ],
  ["a strange reference", [{ type: "item_reference", id: "'; --" }], [404, "item_not_found", "items[0].id"]],
  ["NUL", [{ role: "user", content: "\0" }], [400, "invalid_json", null]],
];

const QUERIES: [string, Expected][] = [
  ["limit=0", [400, "integer_below_min_value", "limit"]],
  ["limit=-1", [400, "integer_below_min_value", "limit"]],
  ["limit=101", [400, "integer_above_max_value", "limit"]],
  ["limit=99999999999999999999999", [400, "integer_above_max_value", "limit"]],
  ["limit=1.5", [400, "invalid_type", "limit"]],
  ["limit=ten", [400, "invalid_type", "limit"]],
  ["limit=1e1", [400, "invalid_type", "limit"]],
  ["limit=%00", [400, "invalid_type", "limit"]],
  ["limit=1&limit=2", [400, "invalid_type", "limit"]],
  ["order=up", [400, "invalid_value", "order"]],
  ["order=DESC", [400, "invalid_value", "order"]],
  ["order=asc&order=desc", [400, "invalid_value", "order"]],
  ["after=nothing", [400, "invalid_value", "after"]],
  ["after=%00", [400, "invalid_value", "after"]],
  ["after='%3B--", [400, "invalid_value", "after"]],
  ["after=__proto__", [400, "invalid_value", "after"]],
  [`after=${"x".repeat(300)}`, [400, "string_above_max_length", "after"]],
  ["after=a&after=b", [400, "invalid_type", "after"]],
  ["before=msg_1", [400, "unknown_parameter", "before"]],
  ["__proto__=1", [400, "unknown_parameter", "__proto__"]],
  ["constructor=1", [400, "unknown_parameter", "constructor"]],
];

describe.each(TRANSPORTS)("bad input over the %s transport", (name) => {
  let send: Awaited<ReturnType<typeof openConversations>>["send"];
  let path: string;

  beforeEach(async () => {
    const open = await openConversations(name);
    send = open.send;
    path = `/conversations/${(await open.client.conversations.create({ items: messages(3) })).id}`;
  });

  /** Status, code and parameter of a refusal; its form is always the same. */
  async function ask(method: string, at: string, body?: unknown, headers = {}): Promise<Expected> {
    const { status, json } = await send(method, at, body, headers);
    const { code, param } = json.error;
    expect(json).toEqual({ error: { message: expect.any(String), type: "invalid_request_error", param, code } });
    return [status, code, param];
  }

  const untouched = async () => {
    expect((await send("GET", `${path}/items`)).json.data).toHaveLength(3);
    expect((await send("GET", path)).json.metadata).toEqual({});
  };

  test.each(METADATA)("metadata: %s", async (_, metadata, expected) => {
    expect(await ask("POST", "/conversations", { metadata })).toEqual(expected);
    expect(await ask("POST", path, { metadata })).toEqual(expected);
    await untouched();
  });

  test.each(ITEMS)("items: %s", async (_, items, expected) => {
    expect(await ask("POST", "/conversations", { items })).toEqual(expected);
    expect(await ask("POST", `${path}/items`, { items })).toEqual(expected);
    await untouched();
  });

  test.each<[string, string, unknown, Expected]>([
    ["no items at all", "/items", {}, [400, "missing_required_parameter", "items"]],
    ["an empty list", "/items", { items: [] }, [400, "invalid_value", "items"]],
    ["null for items", "/items", { items: null }, [400, "invalid_type", "items"]],
    ["an unknown parameter beside items", "/items", { items: messages(1), item: 1 }, [400, "unknown_parameter", "item"]],
    ["no body for items", "/items", "", [400, "invalid_json", null]],
    ["an update of nothing", "", {}, [400, "missing_required_parameter", "metadata"]],
    ["an update without a body", "", "", [400, "invalid_json", null]],
    ["an unknown parameter", "", { metadata: {}, name: "x" }, [400, "unknown_parameter", "name"]],
    ["a title that is no text", "", { title: 1 }, [400, "invalid_type", "title"]],
    ["a title of 257 characters", "", { title: "t".repeat(257) }, [400, "string_above_max_length", "title"]],
    ["an include nobody knows", "/items?include=everything", { items: messages(1) }, [400, "invalid_value", "include[0]"]],
    ["an unknown query", "/items?limit=5", { items: messages(1) }, [400, "unknown_parameter", "limit"]],
  ])("%s", async (_, suffix, body, expected) => {
    expect(await ask("POST", `${path}${suffix}`, body)).toEqual(expected);
    await untouched();
  });

  test.each<[string, unknown, Expected, Record<string, string>?]>([
    ["null", "null", [400, "invalid_type", null]],
    ["a list", "[]", [400, "invalid_type", null]],
    ["a text", '"x"', [400, "invalid_type", null]],
    ["white space", " ", [400, "invalid_json", null]],
    ["half of it", '{"items":[', [400, "invalid_json", null]],
    ["__proto__", '{"__proto__":{"items":[]}}', [400, "unknown_parameter", "__proto__"]],
    ["a hundred thousand brackets", nested, [400, "invalid_json", null]],
    ["a form", "items=1", [415, "unsupported_media_type", null], { "content-type": "application/x-www-form-urlencoded" }],
  ])("a body that is %s", async (_, body, expected, headers) => {
    expect(await ask("POST", "/conversations", body, headers)).toEqual(expected);
  });

  test.each(QUERIES)("?%s", async (query, expected) => {
    expect(await ask("GET", `${path}/items?${query}`)).toEqual(expected);
    expect(await ask("GET", `/conversations?${query}`)).toEqual(expected);
  });

  test("every way to write what to include", async () => {
    const include = "reasoning.encrypted_content";
    for (const query of [
      `include=${include}`,
      `include[]=${include}&include[]=${include}`,
      `include%5B0%5D=${include}`,
      "include=",
      "after=&limit=&order=",
    ])
      expect((await send("GET", `${path}/items?${query}`)).status).toBe(200);
    expect(await ask("GET", `${path}/items?include[]=${include}&include[]=x`)).toEqual([400, "invalid_value", "include[1]"]);
  });

  test.each(["%00", "conv_%00", "..%2F..", "%F0%9F%8D%B5", "a".repeat(2_000), "__proto__", "%27%3B--"])("404: the id %s", async (id) => {
    expect(await ask("GET", `/conversations/${id}`)).toEqual([404, "conversation_not_found", null]);
    expect(await ask("DELETE", `/conversations/${id}`)).toEqual([404, "conversation_not_found", null]);
    expect(await ask("POST", `/conversations/${id}/items`, { items: messages(1) })).toEqual([404, "conversation_not_found", null]);
    expect(await ask("GET", `${path}/items/${id}`)).toEqual([404, "item_not_found", null]);
    expect(await ask("DELETE", `${path}/items/${id}`)).toEqual([404, "item_not_found", null]);
  });
});

import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { assertValid } from "@/tests/contracts/assert-valid";
import { messages, openConversations } from "@/tests/http/conversations";

type Opened = Awaited<ReturnType<typeof openConversations>>;

let open: Opened;
let path: string;

beforeAll(async () => {
  open = await openConversations("web");
  path = `/conversations/${(await open.client.conversations.create({ items: messages(2) })).id}`;
});

/** What programs with bugs and people without scruples put where a value belongs. */
const Oddity = fc.oneof(
  fc.constantFrom(null, true, 0, -1, 1e308, "", "__proto__", "constructor", "{}", [], {}, [[]], "'; DROP TABLE conversation; --"),
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.jsonValue({ maxDepth: 3 }),
);
const or = (value: fc.Arbitrary<unknown>) => fc.oneof({ weight: 6, arbitrary: value }, { weight: 1, arbitrary: Oddity });
const Words = fc.string({ unit: "grapheme", maxLength: 40 });
const Id = fc.constantFrom("msg_a", "fc_a", "rs_a", "msg_../x", "x".repeat(65), "", "é");

const Part = fc.record(
  {
    type: or(fc.constantFrom("input_text", "output_text", "refusal", "input_image", "input_file", "input_audio")),
    text: or(Words),
    refusal: Words,
    image_url: or(fc.constantFrom("data:image/png;base64,AA==", "https://example.com/a.png", "file:///etc/passwd")),
    file_data: or(fc.constant("data:text/plain;base64,AA==")),
    filename: or(Words),
  },
  { requiredKeys: ["type"] },
);
const Item = fc.record(
  {
    type: or(fc.constantFrom("message", "function_call", "function_call_output", "reasoning", "item_reference", "compaction", "mcp_call")),
    id: or(Id),
    role: or(fc.constantFrom("user", "assistant", "system", "developer", "tool")),
    content: or(fc.oneof(Words, fc.array(Part, { maxLength: 3 }))),
    status: or(fc.constantFrom("completed", "in_progress", "incomplete")),
    call_id: or(fc.constant("call_1")),
    name: or(fc.constant("f")),
    arguments: or(fc.constant("{}")),
    output: or(fc.oneof(Words, fc.array(Part, { maxLength: 2 }))),
    summary: or(fc.constant([])),
    encrypted_content: or(Words),
  },
  { requiredKeys: [] },
);
const Fitting = fc.oneof(
  fc.record(
    { role: fc.constantFrom("user", "system", "developer", "assistant"), content: Words, id: Id },
    { requiredKeys: ["role", "content"] },
  ),
  fc.record(
    { type: fc.constant("function_call"), call_id: fc.constant("c"), name: fc.constant("f"), arguments: Words, id: Id },
    { requiredKeys: ["type", "call_id", "name", "arguments"] },
  ),
  fc.record({ type: fc.constant("function_call_output"), call_id: fc.constant("c"), output: Words }),
);
const Body = fc.record(
  {
    items: or(fc.array(fc.oneof(Fitting, Item), { maxLength: 4 })),
    metadata: or(fc.dictionary(Words, or(Words), { maxKeys: 5 })),
    title: or(Words),
  },
  { requiredKeys: [] },
);

describe("whatever is sent", { timeout: 60_000 }, () => {
  test("to create a conversation or items: 200 and kept, or a clean refusal", async () => {
    const outcomes: Record<number, number> = {};
    await fc.assert(
      fc.asyncProperty(Body, fc.boolean(), async (body, isNew) => {
        const { status, json } = await open.send("POST", isNew ? "/conversations" : `${path}/items`, isNew ? body : { items: body.items });
        outcomes[status] = (outcomes[status] ?? 0) + 1;
        if (status === 200) assertKept(isNew ? (await open.send("GET", `/conversations/${json.id}/items`)).json : json, body.items);
        else assertRefused(status, json);
      }),
      { numRuns: 400 },
    );
    expect([outcomes[200] ?? 0, outcomes[400] ?? 0].every((count) => count > 20)).toBe(true);
  });

  test("as a path or a query: 200 or a clean refusal", async () => {
    const Text = fc.string({ unit: "binary", maxLength: 20 }).map((text) => encodeURIComponent(text));
    const Name = fc.oneof(fc.constantFrom("limit", "order", "after", "include", "include[]", "before"), Text);
    await fc.assert(
      fc.asyncProperty(
        fc.array(Text, { minLength: 1, maxLength: 4 }),
        fc.array(fc.tuple(Name, Text), { maxLength: 4 }),
        async (segments, pairs) => {
          const query = pairs.map((pair) => pair.join("=")).join("&");
          for (const at of [
            `/conversations/${segments.join("/")}`,
            `${path}/items/${segments.join("/")}`,
            `${path}/items?${query}`,
            `/conversations?${query}`,
          ])
            expect([200, 400, 404]).toContain((await open.send("GET", at)).status);
        },
      ),
      { numRuns: 100 },
    );
  });
});

function assertKept(list: { data: unknown[] }, items: unknown): void {
  assertValid("openai-conversations", "ConversationItemList", list);
  expect(list.data).toHaveLength(Array.isArray(items) ? items.length : 0);
}

function assertRefused(status: number, body: { error: { param: string | null } }): void {
  expect([400, 404]).toContain(status);
  const { param } = body.error;
  expect(body).toEqual({ error: { message: expect.any(String), type: "invalid_request_error", param, code: expect.any(String) } });
}

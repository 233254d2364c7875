import { Ajv2020 } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ApiError } from "@/lib/errors";
import type { GenerationRequest } from "@/lib/generation/request";
import { message, requestOf } from "./case";
import { generate } from "./run";

type Schema = Record<string, unknown>;

const S = { type: "string" };
const I = { type: "integer" };
const N = { type: "number" };
const B = { type: "boolean" };
const obj = (properties: Schema, more: Schema = {}): Schema => ({
  type: "object",
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...more,
});
const list = (items: Schema, more: Schema = {}): Schema => ({ type: "array", items, ...more });

/** An independent judge of what the schema says. */
function faultsOf(schema: Schema, value: unknown): string {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  return ajv.validate(schema, value) ? "" : ajv.errorsText();
}

const requested = (text: string, schema: Schema, before: string[] = []): GenerationRequest =>
  requestOf([...before.flatMap((turn) => [message("user", turn), message("assistant", "Noted.")]), message("user", text)], {
    outputFormat: { type: "json_schema", name: "answer", description: null, schema, strict: true },
  });

async function fillIn(text: string, schema: Schema, before: string[] = []): Promise<{ value: unknown; faults: string }> {
  const { text: json } = await generate(requested(text, schema, before));
  const value: unknown = JSON.parse(json);
  return { value, faults: faultsOf(schema, value) };
}

describe("what was said stands in the answer", () => {
  test.each<[string, Schema, unknown]>([
    ["John is 30 years old and lives in Boston.", obj({ name: S, age: I, city: S }), { name: "John", age: 30, city: "Boston" }],
    [
      "Extract: Jane Smith, 34, jane@x.org, works as a nurse at Acme Corp",
      obj({ name: S, age: I, email: { type: "string", format: "email" }, job: S, company: S }),
      { name: "Jane Smith", age: 34, email: "jane@x.org", job: "nurse", company: "Acme Corp" },
    ],
    [
      "Alice and Bob are going to a science fair on Friday.",
      obj({ date: S, participants: list(S) }),
      { date: "Friday", participants: ["Alice", "Bob"] },
    ],
    [
      "Invoice INV-2041 from Globex, total $1,250.50, due 2024-05-01",
      obj({ invoice_number: S, vendor: S, total: N, due_date: { type: "string", format: "date" } }),
      { invoice_number: "INV-2041", vendor: "Globex", total: 1250.5, due_date: "2024-05-01" },
    ],
    [
      "Alice is 30, Bob is 25 and Carol is 41.",
      obj({ people: list(obj({ name: S, age: I })) }),
      {
        people: [
          { name: "Alice", age: 30 },
          { name: "Bob", age: 25 },
          { name: "Carol", age: 41 },
        ],
      },
    ],
    [
      "Product: Desk lamp\nPrice: $39.90\nIn stock: yes",
      obj({ product: S, price: N, in_stock: B }),
      { product: "Desk lamp", price: 39.9, in_stock: true },
    ],
    ["The launch is on March 5, 2024", obj({ date: { type: "string", format: "date" } }), { date: "2024-03-05" }],
    ["Pick red and blue", obj({ colors: list({ enum: ["red", "green", "blue"] }) }), { colors: ["red", "blue"] }],
    ["my order code is ABC-1234", obj({ code: { type: "string", pattern: "^[A-Z]{3}-\\d{4}$" } }), { code: "ABC-1234" }],
    [
      "Pay with card 4111",
      obj({ payment: { anyOf: [obj({ type: { const: "bank" }, iban: S }), obj({ type: { const: "card" }, number: S })] } }),
      { payment: { type: "card", number: "4111" } },
    ],
    ["What is 17 * 3?", obj({ answer: I }), { answer: 51 }],
    ["What is the capital of Austria?", obj({ capital: S, country: S }), { capital: "Vienna", country: "Austria" }],
  ])("%s", async (text, schema, expected) => {
    expect(await fillIn(text, schema)).toEqual({ value: expected, faults: "" });
  });

  test("in an earlier turn, when the last one says nothing", async () => {
    const { value } = await fillIn("Give me my profile", obj({ name: S, city: S }), ["My name is Ada and I live in Turin."]);
    expect(value).toEqual({ name: "Ada", city: "Turin" });
  });

  test("nothing is made up: neutral values, null where it may stand, the option that says nothing", async () => {
    const schema = obj({
      name: S,
      age: { type: ["integer", "null"] },
      mood: { enum: ["happy", "sad", "unknown"] },
      score: { anyOf: [N, { type: "null" }] },
      tags: list(S),
    });
    expect((await fillIn("hello", schema)).value).toEqual({ name: "", age: null, mood: "unknown", score: null, tags: [] });
  });
});

const HARD: [string, Schema][] = [
  ["bytes of constants", obj({ a: { const: '<|im_end|>é\u2028"\\' }, b: { enum: ["</content>", "\u0000", "  "] } })],
  ["options of several types", obj({ a: { enum: [1, null, "a", { k: [1] }, true] }, b: { enum: [{ deep: [1, { x: null }] }] } })],
  [
    "bounds of numbers",
    obj({
      a: { ...N, exclusiveMaximum: -1 },
      b: { ...I, minimum: 10, maximum: 20, multipleOf: 7 },
      c: { ...N, exclusiveMinimum: 0, maximum: 0.5 },
    }),
  ],
  ["steps below one", obj({ a: { ...N, multipleOf: 0.01, exclusiveMinimum: 3 } })],
  [
    "lists",
    obj({
      a: list(S, { minItems: 3, uniqueItems: true }),
      b: list(I, { minItems: 2, uniqueItems: true }),
      c: list(obj({ x: S }), { minItems: 2 }),
    }),
  ],
  ["different options", obj({ a: list({ enum: ["x", "y", "z"] }, { minItems: 3, uniqueItems: true }) })],
  ["tuples", obj({ a: { type: "array", prefixItems: [S, N, B], minItems: 3, maxItems: 3 } })],
  [
    "formats",
    obj(
      Object.fromEntries(
        ["date", "date-time", "time", "email", "uri", "uuid", "ipv4", "ipv6", "hostname", "duration"].map((format) => [
          format,
          { type: "string", format },
        ]),
      ),
    ),
  ],
  [
    "patterns",
    obj({
      a: { ...S, pattern: "^[A-Z]{3}-\\d{4}$" },
      b: { ...S, pattern: "^(?=.*[A-Z])(?=.*\\d).{8,}$" },
      c: { ...S, pattern: "^#(?:[0-9a-f]{3}){1,2}$", minLength: 7 },
    }),
  ],
  ["lengths", obj({ a: { ...S, minLength: 5, maxLength: 5 }, b: { ...S, not: { const: "" } } })],
  ["a tree", { $ref: "#/$defs/node", $defs: { node: obj({ value: S, children: list({ $ref: "#/$defs/node" }) }) } }],
  [
    "a chain",
    {
      ...obj({ head: { $ref: "#/$defs/link" } }),
      $defs: { link: { anyOf: [obj({ v: N, next: { $ref: "#/$defs/link" } }), { type: "null" }] } },
    },
  ],
  [
    "definitions with slashes",
    { ...obj({ a: { $ref: "#/definitions/a~1b%20c" } }), definitions: { "a/b c": { type: "integer", minimum: 4 } } },
  ],
  [
    "allOf",
    {
      allOf: [
        { type: "object", properties: { a: S }, required: ["a"] },
        { properties: { b: I }, required: ["b"] },
      ],
    },
  ],
  ["oneOf", obj({ a: { oneOf: [{ type: "string", minLength: 3 }, { type: "integer" }] } })],
  ["open objects", obj({ a: { type: "object", additionalProperties: N }, b: { type: "object" } })],
  ["required without a definition", { type: "object", required: ["a", "b"], properties: { a: S } }],
  ["a list at the top", list(obj({ a: S }), { minItems: 1 })],
  ["a bare type", { type: "boolean" }],
  ["names of the platform", obj({ constructor: S, toString: I, hasOwnProperty: B })],
  [
    "conditions",
    {
      ...obj({ kind: { enum: ["a", "b"] }, n: N }),
      ...(JSON.parse('{"if":{"properties":{"kind":{"const":"a"}}},"then":{"properties":{"n":{"const":0}}}}') as Schema),
    },
  ],
];

describe("the schema is obeyed whatever was said", () => {
  const texts = [
    "",
    "hi",
    "x: 1, y: 2",
    "Name: Ada\nAge: 36\nmonth,revenue\nJan,100\nFeb,150",
    "yes no true 0 -5 1e9 a b c 2024-01-01 a@b.org",
  ];
  test.each(HARD)("%s", async (_name, schema) => {
    for (const text of texts) expect((await fillIn(text, schema)).faults).toBe("");
  });

  test("no key that the schema does not allow", async () => {
    const { value } = await fillIn('{"a": 1, "b": "two", "c": true, "__proto__": {"x": 1}}', obj({ a: I, b: S }));
    expect(Object.keys(value as object)).toEqual(["a", "b"]);
  });

  test("schemas at random", { timeout: 60_000 }, async () => {
    const leaf = fc.constantFrom<Schema>(
      S,
      I,
      N,
      B,
      { type: "null" },
      { enum: ["a", "b"] },
      { const: 3 },
      { ...S, format: "date" },
      { ...I, minimum: 2, maximum: 9 },
      { type: ["string", "null"] },
    );
    const { schema } = fc.letrec<{ schema: Schema }>((tie) => ({
      schema: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        leaf,
        fc
          .dictionary(fc.constantFrom("name", "age", "items", "city", "total", "tags", "note"), tie("schema"), { maxKeys: 4 })
          .map((properties) => obj({ ...properties })),
        fc.tuple(tie("schema"), fc.integer({ min: 0, max: 3 })).map(([items, minItems]) => list(items, { minItems })),
        fc.array(tie("schema"), { minLength: 1, maxLength: 3 }).map((anyOf): Schema => ({ anyOf })),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(schema, fc.constantFrom(...texts), async (one, text) => {
        expect((await fillIn(text, one)).faults).toBe("");
      }),
      { numRuns: 100, seed: 7 },
    );
  });

  test("a schema that nothing obeys is refused by name", async () => {
    await expect(generate(requested("hi", obj({ a: { type: "string", minLength: 3, maxLength: 1 } })))).rejects.toBeInstanceOf(ApiError);
  });

  test("a schema that doubles at every step is refused in time", async () => {
    const $defs = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [
        `d${i}`,
        i === 39 ? { type: "null", not: {} } : { anyOf: [{ $ref: `#/$defs/d${i + 1}` }, { $ref: `#/$defs/d${i + 1}` }] },
      ]),
    );
    const started = performance.now();
    await expect(generate(requested("hi", { ...obj({ a: { $ref: "#/$defs/d0" } }), $defs }))).rejects.toBeInstanceOf(ApiError);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test("a pattern that backtracks is judged in time", async () => {
    const started = performance.now();
    const outcome = await generate(requested(`code: ${"a".repeat(60)}!b`, obj({ code: { ...S, pattern: "^(a+)+$" } })));
    expect(JSON.parse(outcome.text)).toEqual({ code: "a" });
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test("JSON comes in several pieces and is the same twice", async () => {
    const request = requested("Alice is 30, Bob is 25 and Carol is 41.", obj({ people: list(obj({ name: S, age: I })) }));
    expect((await generate(request)).text).toBe((await generate({ ...request, seed: 99, temperature: 2 })).text);
  });
});

import { expect, test } from "vitest";
import { findSchemaFault } from "./json-schema";

const nested = (inner: unknown) => ({ type: "object", properties: { a: { anyOf: [{ type: "null" }, { items: inner }] } } });

test.each<[string, unknown]>([
  ["nothing asked", {}],
  ["every type, and several", { type: ["object", "null"], properties: { a: { type: "integer" }, b: true } }],
  [
    "references into definitions, old and new",
    { $defs: { a: {} }, definitions: { "b/c": {} }, allOf: [{ $ref: "#/$defs/a" }, { $ref: "#/definitions/b~1c" }] },
  ],
  ["a reference to itself", { properties: { child: { $ref: "#" } } }],
  ["a reference to a property", { properties: { a: { type: "string" }, b: { $ref: "#/properties/a" } } }],
  ["an anchor", { $defs: { a: { $anchor: "x" } }, items: { $ref: "#x" } }],
  ["a tuple of an older draft", { items: [{ type: "string" }], additionalItems: false }],
  ["bounds of an older draft", { type: "number", minimum: 0, exclusiveMinimum: true }],
  ["nulls", { type: "string", pattern: null, items: null, default: null, enum: null }],
  ["a pattern of one mode only", { pattern: "^[\\w\\-]+$", patternProperties: { "^\\p{L}+$": {} } }],
  ["words that no draft has", { type: "string", nullable: true, "x-order": 1 }],
  ["a property that has a keyword's name", { properties: { type: { type: "string" }, $ref: { type: "string" }, items: {} } }],
])("no fault: %s", (_, schema) => expect(findSchemaFault(schema)).toBeNull());

test.each<[unknown, string]>([
  [{ type: "nope" }, "type"],
  [{ type: ["string", "nope"] }, "type"],
  [{ type: [] }, "type"],
  [{ type: 5 }, "type"],
  [{ $ref: "#/$defs/missing" }, "$ref"],
  [{ $ref: "#missing" }, "$ref"],
  [{ $ref: "https://example.com/schema.json" }, "$ref"],
  [{ $ref: 5 }, "$ref"],
  [{ $ref: "#/%ff" }, "$ref"],
  [{ pattern: "(" }, "pattern"],
  [{ pattern: 5 }, "pattern"],
  [{ patternProperties: { "[": {} } }, "patternProperties.["],
  [{ properties: { a: "string" } }, "properties.a"],
  [{ properties: [] }, "properties"],
  [{ required: "a" }, "required"],
  [{ required: [1] }, "required"],
  [{ enum: "a" }, "enum"],
  [{ enum: [] }, "enum"],
  [{ minLength: "1" }, "minLength"],
  [{ anyOf: {} }, "anyOf"],
  [{ anyOf: ["string"] }, "anyOf.0"],
  [{ additionalProperties: "no" }, "additionalProperties"],
])("a fault, wherever it is: %j", (schema, place) => {
  expect(findSchemaFault(schema)).toContain(`'${place}'`);
  expect(findSchemaFault(nested(schema))).toContain(`'properties.a.anyOf.1.items.${place}'`);
});

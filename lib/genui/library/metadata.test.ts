import { describe, expect, test } from "vitest";
import { ApiError } from "@/lib/errors";
import { DEFAULT_UI } from "@/lib/generation/request";
import { parseThesysMetadata } from "./metadata";

describe("parseThesysMetadata", () => {
  test("nothing asked is the default", () => {
    expect(parseThesysMetadata(undefined)).toBe(DEFAULT_UI);
    expect(parseThesysMetadata("{}")).toEqual(DEFAULT_UI);
  });

  test("reads every documented key and ignores others", () => {
    const schema = { type: "object", properties: { from: { type: "string" } } };
    const asked = {
      c1_custom_components: { FlightCard: schema },
      c1_custom_actions: { buy: schema },
      c1_included_components: ["EditableTable"],
      c1_excluded_components: ["Layout"],
      format: "markdown",
      other: 1,
    };
    expect(parseThesysMetadata(JSON.stringify(asked))).toEqual({
      customComponents: { FlightCard: schema },
      customActions: { buy: schema },
      format: "markdown",
      includedComponents: ["EditableTable"],
      excludedComponents: ["Layout"],
    });
  });

  const deep = `${'{"a":'.repeat(40)}1${"}".repeat(40)}`;
  test.each([
    ["an object instead of a string", {}, "invalid_type"],
    ["a number", 5, "invalid_type"],
    ["no JSON", "{", "invalid_value"],
    ["a JSON list", "[]", "invalid_type"],
    ["a JSON null", "null", "invalid_type"],
    ["names that are no list", '{"c1_excluded_components":"Table"}', "invalid_type"],
    ["names that are numbers", '{"c1_excluded_components":[1]}', "invalid_type"],
    ["a name that is no identifier", '{"c1_excluded_components":["Ta ble"]}', "invalid_value"],
    ["too many names", JSON.stringify({ c1_excluded_components: Array(201).fill("A") }), "array_above_max_length"],
    ["components that are a list", '{"c1_custom_components":[]}', "invalid_type"],
    ["a component without a schema", '{"c1_custom_components":{"A":"x"}}', "invalid_type"],
    ["a component with a lowercase name", '{"c1_custom_components":{"card":{}}}', "invalid_value"],
    ["a component named like ours", '{"c1_custom_components":{"Table":{}}}', "invalid_value"],
    ["properties that are a list", '{"c1_custom_components":{"A":{"properties":[]}}}', "invalid_type"],
    ["a schema nested too deeply", `{"c1_custom_components":{"A":${deep}}}`, "invalid_value"],
    ["a schema too large", JSON.stringify({ c1_custom_components: { A: { description: "x".repeat(20_001) } } }), "invalid_value"],
    ["an action with a blank in its name", '{"c1_custom_actions":{"a b":{}}}', "invalid_value"],
    ["too much of everything", `"${"x".repeat(200_001)}"`, "string_above_max_length"],
    ["brackets without end", "[".repeat(199_000), "invalid_value"],
  ])("400: %s", (_, value, code) => {
    let thrown: unknown;
    try {
      parseThesysMetadata(value);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ApiError);
    expect(thrown).toMatchObject({ code, param: "metadata.thesys", status: 400 });
  });

  test("a schema's own definitions stand where they are referred to, and what refers to itself ends", () => {
    const point = { type: "object", properties: { x: { type: "number" } }, required: ["x"] };
    const asked = {
      c1_custom_components: {
        Route: {
          type: "object",
          properties: { stops: { type: "array", items: { $ref: "#/$defs/Point" } }, tree: { $ref: "#/$defs/Tree" } },
          $defs: {
            Point: point,
            Tree: { type: "object", properties: { left: { $ref: "#/$defs/Tree" }, right: { $ref: "#/$defs/Tree" } } },
          },
        },
      },
    };
    const { customComponents } = parseThesysMetadata(JSON.stringify(asked));
    expect(customComponents.Route).toMatchObject({ properties: { stops: { items: point } } });
    expect(customComponents.Route).not.toHaveProperty("$defs");
    expect(JSON.stringify(customComponents.Route)).not.toContain("$ref");
  });
});

import type { Schema } from "../tool/schema";

const DEPTH_MAX = 8;

/** The smallest honest value a schema allows: nothing is made up beyond what validity asks for. */
export function minimal(schema: Schema, depth = 0): unknown {
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  if (schema.type === null) return minimalText(schema);
  switch (schema.type) {
    case "object":
      return depth > DEPTH_MAX
        ? {}
        : Object.fromEntries(
            [...schema.properties]
              .filter(([name]) => schema.required.includes(name))
              .map(([name, property]) => [name, minimal(property, depth + 1)]),
          );
    case "array":
      return schema.items && depth <= DEPTH_MAX
        ? Array.from({ length: Math.min(schema.minItems, 100) }, () => (schema.items ? minimal(schema.items, depth + 1) : null))
        : [];
    case "integer":
    case "number":
      return minimalNumber(schema);
    case "boolean":
      return false;
    case "null":
      return null;
    default:
      return minimalText(schema);
  }
}

function minimalNumber(schema: Schema): number {
  const step = typeof schema.raw.multipleOf === "number" && schema.raw.multipleOf > 0 ? schema.raw.multipleOf : null;
  const low =
    schema.minimum === null
      ? null
      : schema.raw.exclusiveMinimum === schema.minimum
        ? schema.minimum + (schema.type === "integer" ? 1 : 0.5)
        : schema.minimum;
  const high =
    schema.maximum === null
      ? null
      : schema.raw.exclusiveMaximum === schema.maximum
        ? schema.maximum - (schema.type === "integer" ? 1 : 0.5)
        : schema.maximum;
  const value = low !== null && low > 0 ? low : high !== null && high < 0 ? high : 0;
  if (step !== null) return Math.ceil(value / step) * step;
  return schema.type === "integer" ? (value === high ? Math.floor(value) : Math.ceil(value)) : value;
}

const FORMATS: Record<string, string> = {
  date: "1970-01-01",
  "date-time": "1970-01-01T00:00:00Z",
  time: "00:00:00Z",
  email: "unknown@example.com",
  uri: "https://example.com/",
  url: "https://example.com/",
  uuid: "00000000-0000-0000-0000-000000000000",
  ipv4: "0.0.0.0",
  ipv6: "::",
  hostname: "example.com",
};

function minimalText(schema: Schema): string {
  return (FORMATS[schema.format ?? ""] ?? "").padEnd(Math.min(schema.minLength, 1000), "-");
}

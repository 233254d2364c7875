// Values that fit a JSON schema of the OpenAPI document, or fail it in one place or more.
const DEPTH_MAX = 7;
/** How often a value is something else than what the document says. */
const WRONG = 0.04;

const ODD = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  -0,
  2 ** 53,
  "",
  " ",
  "a",
  "\u0000",
  "\ud800",
  "\u202e",
  "𝒳",
  "%",
  "../..",
  "__proto__",
  "constructor",
  "NaN",
  "[object Object]",
  "<script>",
  "a".repeat(10_000),
  "🙂".repeat(300),
  [],
  {},
  [[]],
  [null],
  { "": 0 },
  { a: { b: [] } },
  { __proto__: null, toString: 1 },
  "http://127.0.0.1/",
  "data:,",
  "resp_0",
  "conv_0",
  "2026-11-30",
];
const NAMES = ["a", "constructor", "__proto__", "toString", "hasOwnProperty", "", "length", "💥", "x".repeat(600)];

/**
 * @param {object} document of OpenAPI
 * @param {() => number} random
 * @returns {(schema: object) => unknown} makes one value
 */
export function createValues(document, random) {
  const pick = (list) => list[Math.floor(random() * list.length)];

  function value(schema, depth = 0) {
    if (random() < WRONG) return pick(ODD);
    const one = resolve(schema);
    if (depth > DEPTH_MAX) return pick(ODD);
    if ("const" in one) return one.const;
    if (one.enum) return pick(one.enum);
    const branches = one.anyOf ?? one.oneOf;
    if (branches) return value(pick(branches), depth + 1);
    if (one.allOf) return Object.assign({}, ...one.allOf.map((part) => value(part, depth + 1)));
    return ofType(Array.isArray(one.type) ? pick(one.type) : one.type, one, depth);
  }

  function ofType(type, schema, depth) {
    if (type === "object" || schema.properties) return object(schema, depth);
    if (type === "array") return Array.from({ length: Math.floor(random() * 4) }, () => value(schema.items ?? {}, depth + 1));
    if (type === "string") return pick(["Chart: Jan 120, Feb 180", "a", "", "Hi", "x".repeat(70), "resp_1", "data:image/png;base64,AA=="]);
    if (type === "integer") return pick([0, 1, 2, 10, 100, -1, schema.minimum ?? 3, schema.maximum ?? 5]);
    if (type === "number") return pick([0, 0.5, 1, 2, -1, schema.minimum ?? 0.1, schema.maximum ?? 1.1]);
    if (type === "boolean") return random() < 0.5;
    return pick([null, ...ODD]);
  }

  function object(schema, depth) {
    const result = {};
    const required = new Set(schema.required ?? []);
    for (const [name, member] of Object.entries(schema.properties ?? {})) {
      if (random() < (required.has(name) ? 0.97 : 0.25)) result[name] = value(member, depth + 1);
    }
    if (random() < 0.08) Object.defineProperty(result, pick(NAMES), { value: pick(ODD), enumerable: true });
    return result;
  }

  function resolve(schema) {
    if (schema === true || schema === undefined) return {};
    if (!schema.$ref) return schema;
    return (
      schema.$ref
        .slice(2)
        .split("/")
        .reduce((at, name) => at?.[name], document) ?? {}
    );
  }

  return value;
}

/** The calls that the document describes, each with the schemas of what it takes. */
export function operations(document) {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => /^(get|post|put|patch|delete)$/.test(method))
      .map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        parameters: [...(methods.parameters ?? []), ...(operation.parameters ?? [])],
        body: operation.requestBody?.content?.["application/json"]?.schema ?? null,
      })),
  );
}

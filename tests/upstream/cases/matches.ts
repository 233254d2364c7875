/**
 * Whether a value is what a case says: an object has at least its members, a list is as long and has its items, `"*"` is anything, `"~x"` a
 * text that mentions x, `"/x/"` one that the expression fits; everything else is the same.
 */
export function matches(value: unknown, expected: unknown): boolean {
  if (expected === "*") return value !== undefined;
  if (typeof expected === "string" && expected.startsWith("~")) return JSON.stringify(value ?? null).includes(expected.slice(1));
  if (typeof expected === "string" && /^\/.+\/$/.test(expected)) return new RegExp(expected.slice(1, -1)).test(String(value));
  if (Array.isArray(expected))
    return Array.isArray(value) && value.length === expected.length && expected.every((item, index) => matches(value[index], item));
  if (typeof expected !== "object" || expected === null) return value === expected;
  return (
    typeof value === "object" && value !== null && Object.entries(expected).every(([name, item]) => matches(Reflect.get(value, name), item))
  );
}

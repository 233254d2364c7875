import { isDeepStrictEqual } from "node:util";

/** Values that one name stands for throughout a case. */
export type Captures = Map<string, unknown>;

/** Says where a value is not what was expected; null where it is. */
export function mismatch(expected: unknown, actual: unknown, captures: Captures, path = "it"): string | null {
  if (typeof expected === "string") return mismatchOfText(expected, actual, captures, path);
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return differs(path, expected, actual);
    if (actual.length !== expected.length) return `${path} has ${actual.length} members, not ${expected.length}: ${brief(actual)}`;
    return firstOf(expected.map((one, at) => mismatch(one, actual[at], captures, `${path}[${at}]`)));
  }
  if (typeof expected !== "object" || expected === null)
    return isDeepStrictEqual(expected, actual) ? null : differs(path, expected, actual);
  if (typeof actual !== "object" || actual === null) return differs(path, expected, actual);
  return firstOf(
    Object.entries(expected).map(([name, value]) =>
      name === "absent" && Array.isArray(value)
        ? firstOf(value.map((member) => (Object.hasOwn(actual, member) ? `${path}.${member} is there` : null)))
        : mismatch(value, Reflect.get(actual, name), captures, `${path}.${name}`),
    ),
  );
}

function mismatchOfText(expected: string, actual: unknown, captures: Captures, path: string): string | null {
  if (expected === "*") return actual === undefined || actual === null ? differs(path, expected, actual) : null;
  if (expected === "0..1") return typeof actual === "number" && actual >= 0 && actual <= 1 ? null : differs(path, expected, actual);
  if (/^\$[a-z]+$/.test(expected)) {
    if (!captures.has(expected)) captures.set(expected, actual);
    return isDeepStrictEqual(captures.get(expected), actual) ? null : differs(path, captures.get(expected), actual);
  }
  const fits = typeof actual === "string" && isLike(expected, actual);
  return fits ? null : differs(path, expected, actual);
}

function isLike(expected: string, actual: string): boolean {
  const middle = expected.replace(/^\*|\*$/g, "");
  const [isOpenBefore, isOpenBehind] = [expected.startsWith("*"), expected.endsWith("*")];
  if (isOpenBefore && isOpenBehind) return actual.includes(middle);
  if (isOpenBehind) return actual.startsWith(middle);
  return isOpenBefore ? actual.endsWith(middle) : actual === expected;
}

const firstOf = (faults: (string | null)[]): string | null => faults.find((fault) => fault !== null) ?? null;
const differs = (path: string, expected: unknown, actual: unknown): string => `${path} is ${brief(actual)}, not ${brief(expected)}`;
const brief = (value: unknown): string => (JSON.stringify(value) ?? "absent").slice(0, 600);

/** Every text in a value, however deep. */
export function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

/** The value with what earlier steps brought in place of `$1.id` and the like. */
export function resolved(value: unknown, results: readonly unknown[], captures: Captures): unknown {
  if (typeof value === "string") {
    const whole = /^\$(\d+)((?:\.\w+|\[\d+\])*)$/.exec(value);
    if (whole) return found(whole, results);
    if (captures.has(value)) return captures.get(value);
    return value
      .replace(/\$(\d+)((?:\.\w+|\[\d+\])+)/g, (...parts) => String(found(parts as unknown as RegExpExecArray, results)))
      .replace(/\$sealed/g, () => String(captures.get("$sealed")));
  }
  if (Array.isArray(value)) return value.map((one) => resolved(one, results, captures));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, resolved(one, results, captures)]));
}

function found([, step = "", path = ""]: RegExpExecArray, results: readonly unknown[]): unknown {
  const names = [...path.matchAll(/\.(\w+)|\[(\d+)\]/g)].map(([, member, index]) => member ?? index ?? "");
  return names.reduce<unknown>(
    (value, name) => (typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined),
    results[Number(step) - 1],
  );
}

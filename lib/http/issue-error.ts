import type { z } from "zod/v4";
import { ApiError, ERRORS, type ErrorCode } from "@/lib/errors";

type Issue = z.core.$ZodIssue;
type Path = PropertyKey[];

const NAME_CHARACTERS_MAX = 64;

/** The error of the first thing wrong in `body`, with `param` in OpenAI's notation (`messages[0].content`). Values are never quoted. */
export function issueError(issues: readonly Issue[], body: unknown): ApiError {
  const { issue, path } = innermost(issues[0] as Issue, []);
  const describe = describers[issue.code];
  return describe(issue as never, path, body);
}

/** A union fails as a whole: what helps is the complaint of the branch that got furthest. */
function innermost(issue: Issue, prefix: Path): { issue: Issue; path: Path } {
  const path = [...prefix, ...issue.path];
  if (issue.code !== "invalid_union") return { issue, path };
  const branches = issue.errors.filter(
    (branch) => branch.length > 0 && !branch.some((inner) => inner.path.length === 0 && inner.code === "invalid_type"),
  );
  const best = branches.sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0]?.[0];
  return best ? innermost(best, path) : { issue, path };
}

const depth = (branch: readonly Issue[]): number => branch[0]?.path.length ?? 0;

type Describe<Code extends Issue["code"]> = (issue: Extract<Issue, { code: Code }>, path: Path, body: unknown) => ApiError;

const describers: { [Code in Issue["code"]]: Describe<Code> } = {
  invalid_type: (issue, path, body) => wrongType(path, body, expectedName(issue.expected)),
  invalid_union: (issue, path, body) =>
    issue.errors.length === 0 && valueAt(body, path) !== undefined
      ? error("invalid_value", path, (name) => `Invalid value for ${name}.`)
      : wrongType(
          path,
          body,
          issue.errors.map(([first]) => (first?.code === "invalid_type" ? expectedName(first.expected) : "another value")).join(" or "),
        ),
  unrecognized_keys: (issue, path) => error("unknown_parameter", [...path, issue.keys[0] ?? ""], (name) => `Unknown parameter: ${name}.`),
  too_small: (issue, path) =>
    isNumeric(issue.origin)
      ? error("integer_below_min_value", path, (name) => `Invalid ${name}: expected a value >= ${issue.minimum}.`)
      : error(
          "invalid_value",
          path,
          (name) => `Invalid ${name}: too short, expected at least ${issue.minimum} ${UNITS[issue.origin] ?? "elements"}.`,
        ),
  too_big: (issue, path) =>
    isNumeric(issue.origin)
      ? error("integer_above_max_value", path, (name) => `Invalid ${name}: expected a value <= ${issue.maximum}.`)
      : error(
          tooLongCode(issue.origin),
          path,
          (name) => `Invalid ${name}: too long, expected at most ${issue.maximum} ${UNITS[issue.origin] ?? "elements"}.`,
        ),
  invalid_value: (issue, path, body) =>
    valueAt(body, path) === undefined
      ? missing(path)
      : error(
          "invalid_value",
          path,
          (name) => `Invalid value for ${name}. Supported values are: ${issue.values.map((value) => `'${String(value)}'`).join(", ")}.`,
        ),
  invalid_format: (issue, path) =>
    error(
      "invalid_value",
      path,
      (name) => `Invalid ${name}: it does not have the form of ${FORMATS[issue.format] ?? `a ${issue.format}`}.`,
    ),
  not_multiple_of: (issue, path) => error("invalid_value", path, (name) => `Invalid ${name}: expected a multiple of ${issue.divisor}.`),
  invalid_key: (_issue, path) => error("invalid_value", path, (name) => `Invalid key: ${name}.`),
  invalid_element: (_issue, path) => error("invalid_value", path, (name) => `Invalid element: ${name}.`),
  custom: (issue, path) => error(customCode(issue.params?.code), path, () => issue.message),
};

const EXPECTED: Record<string, string> = {
  string: "a string",
  number: "a number",
  int: "an integer",
  boolean: "a boolean",
  array: "an array",
  object: "an object",
  record: "an object",
};
const expectedName = (type: string): string => EXPECTED[type] ?? `a value of type ${type}`;
const UNITS: Record<string, string> = { string: "characters", array: "elements", record: "entries" };
const FORMATS: Record<string, string> = { regex: "what is allowed here", url: "a URL" };

const isNumeric = (origin: string): boolean => origin === "number" || origin === "int" || origin === "bigint";

function tooLongCode(origin: string): ErrorCode {
  if (origin === "string") return "string_above_max_length";
  return origin === "array" ? "array_above_max_length" : "invalid_value";
}

const customCode = (code: unknown): ErrorCode => (typeof code === "string" && code in ERRORS ? (code as ErrorCode) : "invalid_value");

function wrongType(path: Path, body: unknown, expected: string): ApiError {
  const value = valueAt(body, path);
  if (value === undefined) return missing(path);
  if (path.length === 0) return new ApiError("invalid_type", `The body must be a JSON object, but it is ${typeName(value)}.`);
  return error("invalid_type", path, (name) => `Invalid type for ${name}: expected ${expected}, but got ${typeName(value)} instead.`);
}

const missing = (path: Path): ApiError => error("missing_required_parameter", path, (name) => `Missing required parameter: ${name}.`);

function error(code: ErrorCode, path: Path, message: (name: string) => string): ApiError {
  const param = path.length === 0 ? null : toParam(path);
  return new ApiError(code, message(param === null ? "the body" : `'${param}'`), { param });
}

function toParam(path: Path): string {
  return path
    .map((key, i) => (typeof key === "number" ? `[${key}]` : `${i > 0 ? "." : ""}${String(key).slice(0, NAME_CHARACTERS_MAX)}`))
    .join("");
}

function valueAt(body: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined), body);
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "number") return Number.isInteger(value) ? "an integer" : "a decimal number";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

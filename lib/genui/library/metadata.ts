import { ApiError } from "@/lib/errors";
import { ANSWER_FORMATS, type AnswerFormat, DEFAULT_UI, type UiOptions } from "@/lib/generation/request";
import { isRecord } from "@/lib/json";
import { dereferenced } from "./dereference";
import { COMPONENTS } from "./library";

const PARAM = "metadata.thesys";
const NO_ARTIFACTS = "Artifacts (slides, reports) are not made here: leave out 'c1_artifact_type' to get an interface.";
const TEXT_CHARS_MAX = 200_000;
const NAMES_MAX = 200;
const DEFINITIONS_MAX = 50;
const DEFINITION_CHARS_MAX = 20_000;
const DEPTH_MAX = 32;

/**
 * Reads `metadata.thesys`, a JSON string; undefined or null means nothing is asked. Keys that are not known are ignored, but not the one that asks for
 * another product than an interface.
 * Throws `ApiError` 400 with param `metadata.thesys` for anything else than the documented shapes, and for an artifact.
 */
export function parseThesysMetadata(value: unknown): UiOptions {
  if (value === undefined || value === null) return DEFAULT_UI;
  if (typeof value !== "string") throw new ApiError("invalid_type", "metadata.thesys must be a JSON string.", { param: PARAM });
  if (value.length > TEXT_CHARS_MAX)
    throw new ApiError("string_above_max_length", `metadata.thesys is longer than ${TEXT_CHARS_MAX} characters.`, { param: PARAM });
  const parsed = parseJson(value);
  if (!isRecord(parsed)) throw new ApiError("invalid_type", "metadata.thesys must hold a JSON object.", { param: PARAM });
  if (parsed.c1_artifact_type != null) throw new ApiError("unsupported_parameter", NO_ARTIFACTS, { param: `${PARAM}.c1_artifact_type` });
  const customComponents = definitions(parsed, "c1_custom_components", /^[A-Z][A-Za-z0-9_]{0,63}$/);
  for (const name of Object.keys(customComponents)) {
    if (Object.hasOwn(COMPONENTS, name)) throw invalid(`c1_custom_components: ${name} is the name of a built-in component.`);
  }
  return {
    includedComponents: names(parsed, "c1_included_components"),
    excludedComponents: names(parsed, "c1_excluded_components"),
    customComponents,
    customActions: definitions(parsed, "c1_custom_actions", /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/),
    format: format(parsed),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid("metadata.thesys is not valid JSON.");
  }
}

function format(options: Record<string, unknown>): AnswerFormat | null {
  const value = options.format;
  if (value === undefined || value === null) return null;
  if (typeof value !== "string") throw mistyped("format must be a string.");
  const known = ANSWER_FORMATS.find((one) => one === value);
  if (!known) throw invalid(`format must be one of ${ANSWER_FORMATS.map((one) => `'${one}'`).join(" and ")}.`);
  return known;
}

function names(options: Record<string, unknown>, key: string): string[] {
  const value = options[key];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw mistyped(`${key} must be a list of component names.`);
  if (value.length > NAMES_MAX)
    throw new ApiError("array_above_max_length", `${key} has more than ${NAMES_MAX} entries.`, { param: PARAM });
  return value.map((name: unknown) => {
    if (typeof name !== "string") throw mistyped(`${key} must be a list of component names.`);
    if (!/^[A-Za-z_][A-Za-z0-9_]{0,63}$/.test(name)) throw invalid(`${key} holds something that is not a component name.`);
    return name;
  });
}

function definitions(options: Record<string, unknown>, key: string, pattern: RegExp): Record<string, Record<string, unknown>> {
  const value = options[key];
  if (value === undefined || value === null) return {};
  if (!isRecord(value)) throw mistyped(`${key} must be an object of JSON Schemas by name.`);
  const entries = Object.entries(value);
  if (entries.length > DEFINITIONS_MAX)
    throw new ApiError("array_above_max_length", `${key} has more than ${DEFINITIONS_MAX} entries.`, { param: PARAM });
  return Object.fromEntries(
    entries.map(([name, schema]): [string, Record<string, unknown>] => {
      if (!pattern.test(name)) throw invalid(`${key} holds a name that is not an identifier.`);
      if (!isRecord(schema)) throw mistyped(`${key}.${name} must be a JSON Schema object.`);
      if (!shallow(schema, DEPTH_MAX)) throw invalid(`${key}.${name} is nested too deeply.`);
      if (JSON.stringify(schema).length > DEFINITION_CHARS_MAX)
        throw invalid(`${key}.${name} is larger than ${DEFINITION_CHARS_MAX} characters.`);
      if (schema.properties !== undefined && !isRecord(schema.properties)) throw mistyped(`${key}.${name}.properties must be an object.`);
      return [name, dereferenced(schema)];
    }),
  );
}

/** Whether a value is nested no deeper than `depth`; stops at the first that is. */
function shallow(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return depth > 0 && Object.values(value).every((item) => shallow(item, depth - 1));
}

function invalid(message: string): ApiError {
  return new ApiError("invalid_value", message, { param: PARAM });
}

function mistyped(message: string): ApiError {
  return new ApiError("invalid_type", message, { param: PARAM });
}

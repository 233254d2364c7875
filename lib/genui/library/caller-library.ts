import { ApiError } from "@/lib/errors";
import { isRecord } from "@/lib/json";
import type { JsonSchema } from "@/lib/json-schema";
import { CHAT_LIBRARY } from "./chat-library";
import { schemasOf } from "./signature-schema";

/** A component library that came with a request, in place of ours. */
export interface CallerLibrary {
  root: string;
  /** JSON Schema of each component by name; property order is argument order. */
  defs: Record<string, JsonSchema>;
  groups: { name: string; components: string[]; notes: string[] }[];
  preamble: string | null;
  examples: string[];
  rules: string[];
}

const COMPONENTS_MAX = 200;
const CHARS_MAX = 400_000;
const DEPTH_MAX = 40;
const LISTED_MAX = 100;
const NAME = /^[A-Z][A-Za-z0-9_]{0,63}$/;

/**
 * A library as a request spells it: `schema` with its `$defs`, or `components` with a signature each, and a `root`. `options` may hold
 * `preamble`, `examples` and `additionalRules`. Throws `ApiError` 400 that names `param` for anything else.
 */
export function readLibrary(value: unknown, options: unknown, param: string): CallerLibrary {
  const refuse = (message: string): ApiError => new ApiError("invalid_value", message, { param });
  if (!isRecord(value)) throw refuse("The library must be an object.");
  if (!isShallow(value, DEPTH_MAX)) throw refuse("The library is nested too deeply.");
  if (JSON.stringify(value).length > CHARS_MAX) throw refuse(`The library is larger than ${CHARS_MAX} characters.`);
  const schema = isRecord(value.schema) ? value.schema : null;
  const defs = schema ? (isRecord(schema.$defs) ? schema.$defs : {}) : isRecord(value.components) ? schemasOf(value.components) : {};
  const components = Object.entries(defs).filter((entry): entry is [string, JsonSchema] => NAME.test(entry[0]) && isRecord(entry[1]));
  if (components.length === 0) throw refuse("The library has no components: it needs 'schema.$defs' or 'components'.");
  if (components.length > COMPONENTS_MAX) throw refuse(`The library has more than ${COMPONENTS_MAX} components.`);
  const { root } = value;
  if (typeof root !== "string") throw refuse("The library needs a 'root': the name of one of its components.");
  if (!components.some(([name]) => name === root))
    throw refuse(`The root '${root.slice(0, 100)}' is not among the components of the library.`);
  const asked = isRecord(options) ? options : {};
  return {
    root,
    defs: Object.fromEntries(components),
    groups: readGroups(value.componentGroups),
    preamble: typeof asked.preamble === "string" ? asked.preamble : null,
    examples: texts(asked.examples),
    rules: texts(asked.additionalRules),
  };
}

/** The chat library of the clients of plain OpenUI Lang. */
export function chatLibrary(): CallerLibrary {
  return CHAT;
}

const CHAT: CallerLibrary = { root: "Card", defs: schemasOf(CHAT_LIBRARY), groups: [], preamble: null, examples: [], rules: [] };

function readGroups(value: unknown): CallerLibrary["groups"] {
  return (Array.isArray(value) ? value : [])
    .slice(0, LISTED_MAX)
    .flatMap((group: unknown) =>
      isRecord(group) && typeof group.name === "string"
        ? [{ name: group.name, components: texts(group.components, COMPONENTS_MAX), notes: texts(group.notes) }]
        : [],
    );
}

function texts(value: unknown, max = LISTED_MAX): string[] {
  return (Array.isArray(value) ? value : []).filter((text): text is string => typeof text === "string").slice(0, max);
}

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return depth > 0 && Object.values(value).every((item) => isShallow(item, depth - 1));
}

import { posix } from "node:path";
import { parseSync } from "oxc-parser";

/**
 * @typedef {object} Import
 * @property {string} specifier as written
 * @property {string | null} target the project's file it names, or null for a package
 * @property {boolean} typeOnly
 * @property {number} line
 *
 * @typedef {object} Source
 * @property {string} path
 * @property {string} text
 * @property {Import[]} imports
 * @property {{ line: number, lines: number }[]} functions
 * @property {number[]} anyLines
 * @property {number[]} envLines where process.env is read
 * @property {{ line: number, text: string }[]} words single words in capitals that stand as a string or a key
 * @property {string[]} defined the components that are defined in it
 * @property {{ line: number, name: string }[]} losing calls of what can lose an abort
 */

/**
 * Reads every source of the project once.
 * @param {Map<string, string>} files path → text
 * @returns {Map<string, Source>}
 */
export function readSources(files) {
  return new Map([...files].map(([path, text]) => [path, readSource(path, text, files)]));
}

function readSource(path, text, files) {
  const { program, module } = parseSync(path, text);
  const lineOf = lineFinder(text);
  const imported = (request, typeOnly) => ({
    specifier: request.value,
    target: resolveTarget(path, request.value, files),
    typeOnly,
    line: lineOf(request.start),
  });
  const imports = [
    ...module.staticImports.map((one) => imported(one.moduleRequest, one.entries.length > 0 && one.entries.every((entry) => entry.isType))),
    ...module.staticExports.flatMap((one) =>
      one.entries.filter((entry) => entry.moduleRequest).map((entry) => imported(entry.moduleRequest, entry.isType)),
    ),
    ...module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
      const literal = /^["'](.+)["']$/.exec(text.slice(start, end))?.[1];
      return literal ? [imported({ value: literal, start }, false)] : [];
    }),
  ];
  const source = { path, text, imports, functions: [], anyLines: [], envLines: [], words: [], defined: [], losing: [] };
  const shown = new Set();
  visit(program, (node) => {
    note(node, source, lineOf);
    noteWords(node, source, lineOf, shown);
  });
  return source;
}

function note(node, source, lineOf) {
  if (/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type)) {
    const line = lineOf(node.start);
    source.functions.push({ line, lines: lineOf(node.end) - line + 1 });
  }
  if (node.type === "TSAnyKeyword") source.anyLines.push(lineOf(node.start));
  if (node.type === "MemberExpression" && node.object.name === "process" && node.property.name === "env")
    source.envLines.push(lineOf(node.start));
  if (node.type === "CallExpression") {
    const name = calleeName(node.callee);
    if (LOSING.has(name)) source.losing.push({ line: lineOf(node.start), name });
  }
}

/** Words that could be a component's name. What stands in an attribute is shown to people. */
function noteWords(node, source, lineOf, shown) {
  if (node.type === "JSXAttribute" && node.value) shown.add(node.value.start);
  const isKey = node.type === "Property" && !node.computed && !node.shorthand && node.key.type === "Identifier";
  const text = isKey ? node.key.name : node.type === "Literal" && !shown.has(node.start) ? node.value : null;
  if (typeof text === "string" && /^[A-Z][A-Za-z0-9]*$/.test(text)) source.words.push({ line: lineOf(node.start), text });
  if (node.type === "CallExpression" && DEFINING.has(node.callee.name) && typeof node.arguments[0]?.value === "string")
    source.defined.push(node.arguments[0].value);
}

/** What defines a component in its library. */
const DEFINING = new Set(["define", "cards"]);

/** Node's own `fetch` and what is made of several signals: a garbage collection can cut an abort off from what it should end. */
const LOSING = new Set(["fetch", "globalThis.fetch", "AbortSignal.any", "AbortSignal.timeout"]);

function calleeName({ type, name, object, property }) {
  return type === "MemberExpression" ? `${object.name}.${property.name}` : name;
}

export function visit(node, look) {
  if (Array.isArray(node)) return node.forEach((child) => visit(child, look));
  if (node === null || typeof node !== "object") return undefined;
  if (typeof node.type === "string") look(node);
  return Object.values(node).forEach((child) => visit(child, look));
}

export function resolveTarget(from, specifier, files) {
  if (!/^(@\/|\.{1,2}\/)/.test(specifier)) return null;
  const path = specifier.startsWith("@/") ? specifier.slice(2) : posix.join(posix.dirname(from), specifier);
  return [path, `${path}.ts`, `${path}.tsx`].find((candidate) => files.has(candidate)) ?? path;
}

export function lineFinder(text) {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}

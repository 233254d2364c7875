import { parseSync } from "oxc-parser";
import { lineFinder, resolveTarget, visit } from "../structure/source.mjs";

/**
 * @typedef {object} Expression
 * @property {string} path
 * @property {number} line
 * @property {string} source
 * @property {string} flags
 */

/** What stands in an expression for a text that is only known at run time and escaped there. */
const ESCAPED = "escaped";

/**
 * Every regular expression of the files: literals, and those made with `RegExp` of constants, wherever these stand.
 * @param {Map<string, string>} files path → text
 * @returns {{ expressions: Expression[], unread: { path: string, line: number }[] }} `unread` are made of what can't be known here
 */
export function expressionsIn(files) {
  const modules = new Map();
  const found = { expressions: [], unread: [] };
  for (const path of files.keys()) for (const { node, line } of moduleOf(path, files, modules).made) note(node, line, path);
  return found;

  function note(node, line, path) {
    const read = readMade(node, (inner) => evaluate(inner, { path, files, modules, within: [] }));
    if (read) found.expressions.push({ path, line, ...read });
    else found.unread.push({ path, line });
  }
}

/** @returns {{ source: string, flags: string } | null} */
function readMade(node, evaluateIn) {
  if (node.type === "Literal") return { source: node.regex.pattern, flags: node.regex.flags };
  const [source, flags = ""] = node.arguments.map(evaluateIn);
  const text = source instanceof RegExp ? source.source : source;
  if (typeof text !== "string" || typeof flags !== "string") return null;
  return { source: text, flags: flags || (source instanceof RegExp ? source.flags : "") };
}

/** A file's constants by name, what it imports, and where it makes regular expressions. */
function moduleOf(path, files, modules) {
  const known = modules.get(path);
  if (known) return known;
  const text = files.get(path) ?? "";
  const { program, module } = parseSync(path, text);
  const lineOf = lineFinder(text);
  const read = { constants: new Map(), imports: new Map(), made: [] };
  modules.set(path, read);
  for (const { moduleRequest, entries } of module.staticImports)
    for (const { importName, localName } of entries)
      read.imports.set(localName.value, { target: resolveTarget(path, moduleRequest.value, files), name: importName.name });
  visit(program, (node) => {
    if (node.type === "VariableDeclaration" && node.kind === "const")
      for (const { id, init } of node.declarations) {
        // A name that stands for two things is taken for neither.
        if (id.type === "Identifier") read.constants.set(id.name, read.constants.has(id.name) ? null : init);
      }
    if (isMade(node)) read.made.push({ node, line: lineOf(node.start) });
  });
  return read;
}

function isMade(node) {
  if (node.type === "Literal") return Boolean(node.regex);
  return /^(NewExpression|CallExpression)$/.test(node.type) && node.callee.type === "Identifier" && node.callee.name === "RegExp";
}

/** The value of what is constant, as far as expressions are made of it; undefined for all else. */
function evaluate(node, scope) {
  return EVALUATIONS[node?.type]?.(node, scope);
}

const EVALUATIONS = {
  Literal: (node) => (node.regex ? new RegExp(node.regex.pattern, node.regex.flags) : node.value),
  TemplateLiteral: (node, scope) => {
    const parts = node.quasis.flatMap(({ value }, i) => [
      value.cooked,
      ...(i < node.expressions.length ? [evaluate(node.expressions[i], scope)] : []),
    ]);
    return parts.every((part) => typeof part === "string" || typeof part === "number") ? parts.join("") : undefined;
  },
  TaggedTemplateExpression: ({ tag, quasi }, scope) => {
    if (tag.type !== "MemberExpression" || tag.object.name !== "String" || tag.property.name !== "raw") return undefined;
    const raw = quasi.quasis.map(({ value }) => ({ value: { cooked: value.raw } }));
    return EVALUATIONS.TemplateLiteral({ quasis: raw, expressions: quasi.expressions }, scope);
  },
  BinaryExpression: ({ operator, left, right }, scope) => {
    const [a, b] = [evaluate(left, scope), evaluate(right, scope)];
    return operator === "+" && typeof a === "string" && typeof b === "string" ? a + b : undefined;
  },
  ArrayExpression: ({ elements }, scope) => elements.map((element) => evaluate(element, scope)),
  ObjectExpression: ({ properties }, scope) =>
    Object.fromEntries(properties.filter(({ key }) => key).map(({ key, value }) => [key.name ?? key.value, evaluate(value, scope)])),
  TSAsExpression: ({ expression }, scope) => evaluate(expression, scope),
  TSSatisfiesExpression: ({ expression }, scope) => evaluate(expression, scope),
  ParenthesizedExpression: ({ expression }, scope) => evaluate(expression, scope),
  NewExpression: (node, scope) => {
    const read = isMade(node) ? readMade(node, (inner) => evaluate(inner, scope)) : null;
    return read ? new RegExp(read.source, read.flags) : undefined;
  },
  MemberExpression: ({ object, property, computed }, scope) => {
    const value = evaluate(object, scope);
    return computed || value === null || typeof value !== "object" ? undefined : value[property.name];
  },
  CallExpression: (node, scope) => {
    const { callee } = node;
    if (callee.type === "Identifier" && callee.name === "escapeRegExp") return ESCAPED;
    if (callee.type !== "MemberExpression") return undefined;
    const given = node.arguments.map((argument) => evaluate(argument, scope));
    if (callee.object.name === "Object" && callee.property.name === "keys") return given[0] ? Object.keys(given[0]) : undefined;
    const value = evaluate(callee.object, scope);
    const isJoin = Array.isArray(value) && callee.property.name === "join" && value.every((part) => typeof part === "string");
    return isJoin ? value.join(given[0]) : undefined;
  },
  Identifier: ({ name }, { path, files, modules, within }) => {
    const place = `${path}#${name}`;
    if (within.includes(place)) return undefined;
    const { constants, imports } = moduleOf(path, files, modules);
    if (constants.has(name)) return evaluate(constants.get(name), { path, files, modules, within: [...within, place] });
    const imported = imports.get(name);
    if (!imported || !files.has(imported.target)) return undefined;
    return EVALUATIONS.Identifier({ name: imported.name ?? name }, { path: imported.target, files, modules, within: [...within, place] });
  },
};

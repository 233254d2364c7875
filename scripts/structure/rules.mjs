import { COMPONENTS_MAY_IMPORT, MAY_IMPORT, OFFLINE_GENUI, partOf, roomOf } from "./layers.mjs";

const FILE_LINES_MAX = 300;
const FUNCTION_LINES_MAX = 60;
const ROUTE_LINES_MAX = 30;
const LIB_FOLDERS_MAX = 3;

const TEST = /\.test\.tsx?$|^(tests|e2e|bench|scripts)\//;
const BANNED_NAME = /(^|\/)(utils?|helpers?|common|index|services?|types|misc|shared)(\.[^/]*)?(\/|$)/;
const PRISMA = /^(lib\/prisma\.ts|prisma\/generated\/.*)$/;
const PRISMA_USERS = /^lib\/([\w/-]+\/(queries|mutations)|auth\/session|prisma|server\/(start|health|bus))\.ts$|^cli\.ts$/;
const ENV_READERS = /^lib\/(env|log)\.ts$|^[\w.-]+\.config\.(ts|mjs)$/;
const RENDERER = /^@(thesysai|crayonai|openuidev\/react-\w+)(\/|$)/;

/** @typedef {(source: import("./source.mjs").Source) => [line: number, reason: string][]} Rule */

/** Each rule looks at one file and says what is wrong with it.
 * @type {Rule[]} */
export const FILE_RULES = [direction, rooms, components, names, prisma, environment, renderer, size, any, aborts, globals];

function direction({ path, imports }) {
  const part = partOf(path);
  if (part === null || TEST.test(path)) return [];
  const may = MAY_IMPORT[part];
  if (!may) return [[1, `lib has no part "${part}": add it to scripts/structure/layers.mjs with what it may import`]];
  return imports.flatMap(({ target, line }) => {
    if (target === null || target.startsWith("prisma/")) return [];
    const other = partOf(target);
    if (other === null) return [[line, `lib may not import ${target}`]];
    if (other !== part && !may.includes(other)) return [[line, `${part} may not import ${other} (${target})`]];
    if (part === "offline" && other === "genui" && !OFFLINE_GENUI.test(target))
      return [[line, `the offline engine may not import ${target}`]];
    return [];
  });
}

function rooms({ path, imports }) {
  const room = TEST.test(path) ? null : roomOf(path);
  if (room === null) return [];
  const { house, order } = room;
  if (order === -1) return [[1, `${house} has no such room: add it to scripts/structure/layers.mjs in its place`]];
  const isLater = (target) => {
    const other = target === null ? null : roomOf(target);
    return other?.house === house && other.order > order;
  };
  return imports
    .filter(({ target }) => isLater(target))
    .map(({ target, line }) => [line, `a room of ${house} may not import a later one (${target})`]);
}

function components({ path, imports }) {
  const folderOf = (name) => /^components\/([^/]+)\//.exec(name ?? "")?.[1];
  const folder = folderOf(path);
  const may = folder === undefined ? undefined : COMPONENTS_MAY_IMPORT[folder];
  if (may === undefined || TEST.test(path)) return [];
  return imports.flatMap(({ target, line }) => {
    const other = folderOf(target);
    const isFree = target === null || target.startsWith("lib/") || other === folder || may.includes(other);
    return isFree ? [] : [[line, `components/${folder} may not import ${target}`]];
  });
}

function names({ path }) {
  const problems = [];
  if (BANNED_NAME.test(path)) problems.push([1, "the name says nothing: name the file after what is in it"]);
  if (/^(lib|components)\/.*[A-Z_]/.test(path)) problems.push([1, "file names are kebab-case"]);
  if (path.startsWith("lib/") && path.split("/").length - 2 > LIB_FOLDERS_MAX)
    problems.push([1, `more than ${LIB_FOLDERS_MAX} folders deep in lib`]);
  return problems;
}

function prisma({ path, imports }) {
  if (TEST.test(path) || PRISMA_USERS.test(path)) return [];
  return imports
    .filter(
      ({ target, specifier, typeOnly }) =>
        !typeOnly && (PRISMA.test(target ?? "") || specifier.startsWith("@/prisma/") || specifier.startsWith("@prisma/")),
    )
    .map(({ line }) => [line, "Prisma belongs in queries.ts and mutations.ts"]);
}

function environment({ path, envLines }) {
  if (TEST.test(path) || ENV_READERS.test(path)) return [];
  return envLines.map((line) => [line, "process.env is read in lib/env.ts only"]);
}

function renderer({ path, imports }) {
  if (path.startsWith("components/renderer/")) return [];
  return imports
    .filter(({ specifier }) => RENDERER.test(specifier))
    .map(({ line }) => [line, "the renderer packages are imported in components/renderer only"]);
}

function size({ path, text, functions }) {
  const lines = text.trimEnd().split("\n").length;
  const linesMax = /^app\/.*\/route\.ts$/.test(path) ? ROUTE_LINES_MAX : FILE_LINES_MAX;
  const long = TEST.test(path) ? [] : functions.filter((one) => one.lines > FUNCTION_LINES_MAX);
  return [
    ...(lines > linesMax ? [[1, `${lines} lines; ${linesMax} are allowed`]] : []),
    ...long.map((one) => [one.line, `a function of ${one.lines} lines; ${FUNCTION_LINES_MAX} are allowed`]),
  ];
}

function globals({ path, text }) {
  if (TEST.test(path) || path === "lib/process-state.ts" || !path.startsWith("lib/")) return [];
  return text
    .split("\n")
    .flatMap((line, index) => (/\bglobalThis as\b/.test(line) ? [[index + 1, "what a process keeps is in processState()"]] : []));
}

function any({ anyLines }) {
  return anyLines.map((line) => [line, "any"]);
}

function aborts({ path, losing }) {
  if (!path.startsWith("lib/") || TEST.test(path)) return [];
  return losing.map(({ line, name }) => [line, `${name} can lose an abort: use createAbort of lib/abort.ts and send of lib/outgoing.ts`]);
}

/**
 * Files of lib that nothing imports.
 * @param {Map<string, import("./source.mjs").Source>} sources
 */
export function orphans(sources) {
  const used = new Set(
    [...sources.values()].filter(({ path }) => !/\.test\.tsx?$/.test(path)).flatMap(({ imports }) => imports.map(({ target }) => target)),
  );
  return [...sources.keys()].filter((path) => path.startsWith("lib/") && !TEST.test(path) && !used.has(path));
}

const LIBRARY = "lib/genui/library/";
/** Where no component is known by its name: all but its definition, what draws it, and tests. */
const NAMELESS = /^(lib\/(?!genui\/library\/)|components\/(?!renderer\/))/;

/**
 * Components that shared code knows by name, one problem each. A file that may name some names no more than `allowed` says, and no fewer:
 * then the number there is lowered.
 * @param {Map<string, import("./source.mjs").Source>} sources
 * @param {Record<string, number>} allowed
 */
export function namedComponents(sources, allowed) {
  const library = [...sources.values()].filter(({ path }) => path.startsWith(LIBRARY) && !TEST.test(path));
  const names = new Set(library.flatMap(({ defined }) => defined));
  return [...sources.values()].flatMap(({ path, words }) => {
    if (!NAMELESS.test(path) || TEST.test(path)) return [];
    const found = words.filter(({ text }) => names.has(text));
    const most = allowed[path];
    if (most === undefined)
      return found.map(
        ({ line, text }) => `${path}:${line} knows ${text} by name: make it a trait of its definition (${LIBRARY}traits.ts)`,
      );
    return found.length === most
      ? []
      : [`${path}:1 names ${found.length} components; scripts/structure/named-components.json says ${most}`];
  });
}

/**
 * One line for every cycle of imports that exist at run time.
 * @param {Map<string, import("./source.mjs").Source>} sources
 */
export function cycles(sources) {
  const found = [];
  const done = new Set();
  const walk = (path, trail) => {
    const at = trail.indexOf(path);
    if (at >= 0) return void found.push([...trail.slice(at), path]);
    if (done.has(path)) return;
    for (const { target, typeOnly } of sources.get(path)?.imports ?? []) if (!typeOnly && target) walk(target, [...trail, path]);
    done.add(path);
  };
  for (const path of sources.keys()) walk(path, []);
  return found;
}

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./paths.mjs";
import { cycles, FILE_RULES, namedComponents, orphans } from "./structure/rules.mjs";
import { readSources } from "./structure/source.mjs";

const CHECKED = /^((app|components|lib|e2e|tests|bench|scripts)\/.*|[\w.-]+)\.(tsx?|mjs)$/;
const DOCS = ["README.md", "CONTRIBUTING.md", "docs/architecture.md"];

/**
 * Checks the structure of the project: who imports whom, names, sizes, and where the database, the environment and the renderer are used.
 * @param {Map<string, string>} files path → text
 * @param {Record<string, number>} named how many components a file may still know by name
 * @returns {string[]} one line per violation: file:line reason
 */
export function structureProblems(files, named = {}) {
  const sources = readSources(files);
  return [
    ...[...sources.values()].flatMap((source) =>
      FILE_RULES.flatMap((rule) => rule(source).map(([line, reason]) => `${source.path}:${line} ${reason}`)),
    ),
    ...cycles(sources).map((trail) => `${trail[0]}:1 a cycle of imports: ${trail.join(" → ")}`),
    ...namedComponents(sources, named),
    ...orphans(sources).map((path) => `${path}:1 nothing imports it`),
  ];
}

/**
 * Paths that a document names and that are not there.
 * @param {string} name
 * @param {string} text
 * @param {(path: string) => boolean} exists
 */
export function missingPaths(name, text, exists) {
  const named = text.matchAll(/`((?:app|components|lib|e2e|tests|bench|scripts|docs|prisma)\/[\w()./-]+)`/g);
  return [...named].filter(([, path]) => !exists(path)).map(([, path]) => `${name}:1 names ${path}, which does not exist`);
}

function projectFiles() {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: root, encoding: "utf8" });
  const paths = listed.split("\n").filter((path) => CHECKED.test(path) && existsSync(join(root, path)));
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const documents = DOCS.filter((name) => existsSync(join(root, name)));
  const problems = [
    ...structureProblems(projectFiles(), JSON.parse(readFileSync(join(root, "scripts/structure/named-components.json"), "utf8"))),
    ...documents.flatMap((name) => missingPaths(name, readFileSync(join(root, name), "utf8"), (path) => existsSync(join(root, path)))),
  ];
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { root } from "./paths.mjs";

const LOCKS = ["package-lock.json", "tests/clients/package-lock.json"];

/** The oldest versions without a known hole that concerns us. */
const FLOORS = { next: "16.3.4", react: "19.2.9", "react-dom": "19.2.9", "next-auth": "4.24.15", prismjs: "1.30.0" };

/**
 * What is wrong with a package-lock.json: platform packages that are named but not locked (then `npm ci` fails elsewhere),
 * and packages older than their floor, however deep they lie.
 * @param {{ packages: Record<string, { version?: string, optionalDependencies?: Record<string, string> }> }} lock
 * @returns {string[]} one line per problem
 */
export function lockProblems({ packages }) {
  const problems = [];
  for (const [path, entry] of Object.entries(packages)) {
    const missing = Object.keys(entry.optionalDependencies ?? {}).filter((name) => !isLocked(packages, path, name));
    if (missing.length > 0) problems.push(`${path} ${entry.version ?? ""}: not in the lock: ${missing.join(", ")}`);
  }
  for (const [path, { version }] of Object.entries(packages)) {
    const floor = FLOORS[path.split("node_modules/").at(-1) ?? ""];
    if (floor && version && compareVersions(version, floor) < 0) problems.push(`${path} ${version}: older than ${floor}`);
  }
  return problems;
}

/** As Node resolves: in the package's own node_modules, then in each one above. */
function isLocked(packages, path, name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    if (packages[`${folder ? `${folder}/` : ""}node_modules/${name}`]) return true;
    if (folder === "") return false;
    if (!folder.includes("/node_modules/")) return Boolean(packages[`node_modules/${name}`]);
  }
}

function compareVersions(left, right) {
  const [a, b] = [left, right].map((version) => version.split(/[.-]/).map(Number));
  const index = b.findIndex((part, i) => part !== a[i]);
  return index < 0 ? 0 : a[index] - b[index];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const problems = LOCKS.flatMap((path) =>
    lockProblems(JSON.parse(readFileSync(`${root}/${path}`, "utf8"))).map((line) => `${path}: ${line}`),
  );
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

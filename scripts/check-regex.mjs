import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./paths.mjs";
import { expressionsIn } from "./regex/expressions.mjs";
import { judgedAs } from "./regex/simplified.mjs";

const CHECKED = /^(?:(?:app|components|lib)\/.*|(?:server|cli|proxy)\.ts)(?<!\.test\.tsx?)$/;
const SOURCE = /\.tsx?$/;
/** The expressions that were found linear, a fingerprint a line, so that a run only judges new ones. */
const LINEAR = "scripts/regex/linear.txt";
/** Those that no judge calls linear, with what bounds them. */
const BOUNDED = "scripts/regex/bounded.json";
const CACHE = "node_modules/.cache/vitrine-regex.txt";
/** By the clock, so generous: a busy machine must not make an expression look worse than it is. */
const JUDGE_MS = 120_000;
const FINGERPRINT_LENGTH = 16;
const UNPROVED = "could not be proved linear";

/**
 * @typedef {object} Bounded
 * @property {string} path
 * @property {string | null} source null for one that is made of what is only known at run time
 * @property {string} why what keeps its input short, or where it is tried with the worst that was found
 *
 * @typedef {import("./regex/expressions.mjs").Expression} Expression
 */

/**
 * Regular expressions that may take longer than in proportion to what they read, and entries of the list of those that are known which
 * nothing needs any more.
 * @param {{ expressions: Expression[], unread: { path: string, line: number }[] }} found
 * @param {Bounded[]} bounded
 * @param {{ isLinear: (expression: Expression) => boolean, faultOf: (expression: Expression) => string | null }} judge `isLinear` says
 * what is known, `faultOf` tries an expression
 * @returns {string[]} one line per problem
 */
export function regexProblems({ expressions, unread }, bounded, { isLinear, faultOf }) {
  const needed = new Set();
  const entryOf = (path, source) => bounded.find((entry) => entry.path === path && entry.source === source);
  const problems = expressions.flatMap((expression) => {
    if (isLinear(expression)) return [];
    const entry = entryOf(expression.path, expression.source);
    needed.add(entry);
    const fault = entry ? null : faultOf(expression);
    return fault === null ? [] : [`${expression.path}:${expression.line} ${fault}: /${expression.source}/${expression.flags}`];
  });
  for (const { path, line } of unread) {
    const entry = entryOf(path, null);
    needed.add(entry);
    if (!entry) problems.push(`${path}:${line} an expression made of what is only known at run time: it can't be judged`);
  }
  const idle = bounded.filter((entry) => !needed.has(entry));
  return [
    ...problems,
    ...idle.map(({ path, source }) => `${BOUNDED} names what is linear or gone: ${path} ${source ?? "made at run time"}`),
  ];
}

/** @param {Expression} expression */
export function fingerprintOf({ source, flags }) {
  return createHash("sha256").update(`${flags}/${source}`).digest("hex").slice(0, FINGERPRINT_LENGTH);
}

/** Judges by what was judged before, here or in this checkout, and by the checker what is new. */
function createJudge() {
  const linear = new Set(lines(LINEAR));
  const judged = new Map(lines(CACHE).map((line) => [line.slice(0, FINGERPRINT_LENGTH), line.slice(FINGERPRINT_LENGTH + 1)]));
  return {
    isLinear: (expression) => linear.has(fingerprintOf(expression)),
    faultOf: (expression) => {
      const fingerprint = fingerprintOf(expression);
      if (!judged.has(fingerprint)) judged.set(fingerprint, tried(expression) ?? "");
      return judged.get(fingerprint) || null;
    },
    remember: () => {
      mkdirSync(dirname(join(root, CACHE)), { recursive: true });
      // What the clock ended may end otherwise the next time.
      const sure = [...judged].filter(([, fault]) => !fault.startsWith(UNPROVED));
      writeFileSync(join(root, CACHE), sure.map(([fingerprint, fault]) => `${fingerprint} ${fault}`).join("\n"));
    },
  };
}

/**
 * What the checker finds wrong with an expression; null when it is linear.
 * @param {Pick<Expression, "source" | "flags">} expression
 */
export function tried({ source, flags }) {
  process.env.RECHECK_SYNC_BACKEND = "pure";
  // Large, and needed for new expressions only.
  const { checkSync } = createRequire(import.meta.url)("recheck");
  const faults = judgedAs(source, flags).map((judged) => checkSync(judged, flags.replace(/[diuv]/g, ""), { timeout: JUDGE_MS }));
  return (
    faults
      .map(({ status, complexity, error, attack }) => {
        if (status === "safe") return null;
        if (status === "unknown") return `${UNPROVED} (${error.kind})`;
        return `takes ${complexity.summary} time, as for ${attack.pattern.slice(0, 60).replaceAll("\n", " ")}`;
      })
      .find((fault) => fault !== null) ?? null
  );
}

function lines(path) {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8").split("\n").filter(Boolean) : [];
}

function productFiles() {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: root, encoding: "utf8" });
  const paths = listed.split("\n").filter((path) => SOURCE.test(path) && CHECKED.test(path) && existsSync(join(root, path)));
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const found = expressionsIn(productFiles());
  const judge = createJudge();
  const problems = regexProblems(found, JSON.parse(readFileSync(join(root, BOUNDED), "utf8")), judge);
  judge.remember();
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./paths.mjs";

const FILE = "test-results/server.log";

/** What the tests use as secrets, as it would look if the server wrote it anywhere. */
const SECRETS = {
  "an API key": /vtr_(?:live|test)_[0-9A-Za-z]{14,}/,
  "a provider's key": /sk-[\w-]{12,}/,
  "a password": /pass phrase|qwertyuiop/,
  "a session": /eyJ[\w-]{20,}/,
  "a sign-in link": /(?<![0-9A-Za-z])[0-9A-Za-z]{43}(?![0-9A-Za-z])/,
};

/**
 * The kinds of secret in a line of a log.
 * @param {string} line
 */
export function secretsIn(line) {
  return Object.entries(SECRETS).flatMap(([what, pattern]) => (pattern.test(line) ? [what] : []));
}

/**
 * Keeps what a server under test writes, at every level, in test-results/server.log; warnings and what is no log line are also shown.
 * @returns {{ write: (chunk: string) => void, secrets: () => string[] }} `secrets` says which kinds of secret were written, and where
 */
export function keepServerLog() {
  const path = join(root, FILE);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, "");
  const found = new Map();
  let rest = "";
  let lines = 0;

  function take(line) {
    lines++;
    if (!/^\{"level":[123]0,/.test(line)) process.stderr.write(`${line}\n`);
    for (const what of secretsIn(line)) if (!found.has(what)) found.set(what, lines);
  }

  return {
    write: (chunk) => {
      appendFileSync(path, chunk);
      const parts = (rest + chunk).split("\n");
      rest = parts.pop() ?? "";
      for (const line of parts) take(line);
    },
    secrets: () => [...found].map(([what, line]) => `${what} stands in line ${line} of ${FILE}`),
  };
}

import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A number that no user has: unlike nobody's, it owns neither a database nor another service. */
export const BROWSER_UID = 65_533;

export interface Disguise {
  /** Starts the program as `BROWSER_UID` with whatever arguments it gets. */
  path: string;
  env: Record<string, string>;
  /** Removes what the program was given to write to. */
  remove(): void;
}

/**
 * A way for root to start a program as a user without any rights, with a home of its own. It keeps open files, so that a program can be spoken
 * to through pipes, and gives the profile folder that is named to Chromium to that user.
 */
export function createDisguise(program: string, env: Readonly<Record<string, string>>): Disguise {
  const folder = mkdtempSync(join(tmpdir(), "vitrine-chromium-"));
  const home = join(folder, "home");
  const path = join(folder, "start");
  chmodSync(folder, 0o755);
  mkdirSync(home, { mode: 0o700 });
  chownSync(home, BROWSER_UID, BROWSER_UID);
  const lines = [
    "#!/bin/sh",
    `for each in "$@"; do case "$each" in --user-data-dir=*) chown -R ${BROWSER_UID}:${BROWSER_UID} "\${each#*=}";; esac; done`,
    "cd /",
    `exec setpriv --reuid=${BROWSER_UID} --regid=${BROWSER_UID} --clear-groups -- ${quoted(program)} "$@"`,
  ];
  writeFileSync(path, `${lines.join("\n")}\n`, { mode: 0o755 });
  return {
    path,
    env: { ...env, HOME: home, TMPDIR: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

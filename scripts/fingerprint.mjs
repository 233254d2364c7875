import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";

/**
 * One hash over the contents of files and folders of the checkout; what does not exist counts as absent.
 * @param {string[]} paths relative to the checkout
 * @param {(path: string) => boolean} [ignored]
 */
export function fingerprint(paths, ignored = () => false) {
  const hash = createHash("sha256");
  for (const path of paths) addTo(hash, path, ignored);
  return hash.digest("hex");
}

function addTo(hash, path, ignored) {
  const absolute = join(root, path);
  if (ignored(path) || !existsSync(absolute)) return;
  if (!statSync(absolute).isDirectory()) {
    hash.update(`${path}\0`).update(readFileSync(absolute)).update("\0");
    return;
  }
  for (const name of readdirSync(absolute).sort()) addTo(hash, `${path}/${name}`, ignored);
}

/**
 * Whether the stamp file holds exactly this fingerprint.
 * @param {string} stamp
 * @param {string} value
 */
export function isStamped(stamp, value) {
  return existsSync(join(root, stamp)) && readFileSync(join(root, stamp), "utf8") === value;
}

/**
 * @param {string} stamp
 * @param {string} value
 */
export function writeStamp(stamp, value) {
  writeFileSync(join(root, stamp), value);
}

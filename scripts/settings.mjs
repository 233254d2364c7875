import { randomBytes } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import util from "node:util";
import { Failure } from "./failure.mjs";
import { home, isPackage } from "./paths.mjs";

const FILE = join(home, ".env");

/**
 * Writes `.env` with fresh secrets when there is none; an existing file is never touched.
 * @returns {boolean} whether it was written
 */
export function createSettings() {
  if (existsSync(FILE)) return false;
  const text = `# Settings of this Vitrine; .env.example lists every one. Keep this file secret.\nAUTH_SECRET=${randomBytes(32).toString("base64url")}\n`;
  mkdirSync(home, { recursive: true });
  // "wx": if two starts race, the second one takes the first one's file.
  try {
    writeFileSync(FILE, text, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
  return true;
}

/**
 * Loads `.env` into this process; what the shell has set wins, and an empty value counts as not set.
 * @throws {Failure} when it can't be read, is no UTF-8, or names no secret
 */
export function loadSettings() {
  const read = existsSync(FILE) ? util.parseEnv(readFile()) : {};
  for (const [name, value] of Object.entries(read)) process.env[name] ??= value;
  for (const [name, value] of Object.entries(process.env)) if (value === "") delete process.env[name];
  settleRenderer();
  if ((process.env.AUTH_SECRET?.length ?? 0) < 32) {
    throw new Failure(
      "AUTH_SECRET is missing or shorter than 32 characters: set it in .env, for example to the output of `openssl rand -base64 32`.",
    );
  }
}

/** The package that is published may not carry what draws with `thesys`. */
function settleRenderer() {
  if (!isPackage) return;
  process.env.RENDERER ??= "openui";
  if (process.env.RENDERER === "openui") return;
  throw new Failure(
    "RENDERER=thesys is proprietary software, which this package does not contain: leave RENDERER out, or start from a clone of the repository.",
  );
}

/** Editors of Windows put a byte order mark before the first name, or write UTF-16. */
function readFile() {
  try {
    accessSync(FILE, constants.R_OK);
  } catch (cause) {
    throw new Failure(`${FILE} can't be read by this user: run the command as its owner.`, { cause });
  }
  const bytes = readFileSync(FILE);
  // No text that a person writes into it has a zero byte, and every second one of UTF-16 is.
  if (/^(?:\xff\xfe|\xfe\xff)/.test(bytes.toString("latin1", 0, 2)) || bytes.includes(0)) {
    throw new Failure(
      `${FILE} is written in UTF-16: save it as UTF-8 (in Notepad: Save as, Encoding UTF-8), then run the same command again.`,
    );
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Failure(`${FILE} is not written in UTF-8: save it as UTF-8, then run the same command again.`, { cause });
  }
}

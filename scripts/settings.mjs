import { randomBytes } from "node:crypto";
import { accessSync, constants, existsSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { Failure } from "./failure.mjs";
import { root } from "./paths.mjs";

const FILE = join(root, ".env");

/**
 * Writes `.env` with fresh secrets when there is none; an existing file is never touched.
 * @returns {boolean} whether it was written
 */
export function createSettings() {
  if (existsSync(FILE)) return false;
  const text = `# Settings of this Vitrine; .env.example lists every one. Keep this file secret.\nAUTH_SECRET=${randomBytes(32).toString("base64url")}\n`;
  // "wx": if two starts race, the second one takes the first one's file.
  try {
    writeFileSync(FILE, text, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
  return true;
}

/** Loads `.env` into this process; what the shell has set wins, and an empty value counts as not set. */
export function loadSettings() {
  if (existsSync(FILE)) loadFile();
  for (const [name, value] of Object.entries(process.env)) if (value === "") delete process.env[name];
  if ((process.env.AUTH_SECRET?.length ?? 0) < 32) {
    throw new Failure(
      "AUTH_SECRET is missing or shorter than 32 characters: set it in .env, for example to the output of `openssl rand -base64 32`.",
    );
  }
}

function loadFile() {
  try {
    accessSync(FILE, constants.R_OK);
  } catch (cause) {
    throw new Failure(`${FILE} can't be read by this user: run the command as its owner.`, { cause });
  }
  process.loadEnvFile(FILE);
}

/**
 * Where the server will listen, checked to be free; PORT=0 picks a free port.
 * @returns {Promise<{ host: string, port: number, url: string }>} `url` is the address to open on this machine
 */
export async function checkAddress() {
  const host = process.env.HOST ?? "127.0.0.1";
  const wanted = Number(process.env.PORT ?? 3000);
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535) {
    throw new Failure(`PORT is ${JSON.stringify(process.env.PORT)}: it must be a number from 0 to 65535.`);
  }
  const port = await listenOnce(host, wanted);
  // Browsers may try ::1 first for "localhost": another program there would answer in our place.
  if (host === "127.0.0.1") await listenOnce("::1", port).catch(ignoreNoIpv6);
  const shown = ["0.0.0.0", "::", "127.0.0.1", "::1"].includes(host) ? "localhost" : host;
  return { host, port, url: process.env.BASE_URL?.replace(/\/$/, "") ?? `http://${shown.includes(":") ? `[${shown}]` : shown}:${port}` };
}

function ignoreNoIpv6(error) {
  if (error instanceof Failure) throw error;
}

function listenOnce(host, port) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => reject(addressFailure(error, host, port)));
    probe.listen(port, host, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}

function addressFailure(error, host, port) {
  if (error.code === "EADDRINUSE") {
    return new Failure(
      `Port ${port} is taken by another program: stop it, or start on another port, for example PORT=${port + 1} npm start.`,
    );
  }
  if (error.code === "EACCES")
    return new Failure(`This user may not listen on port ${port}: choose one above 1023, for example PORT=3000 npm start.`);
  if (host === "::1") return error;
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
    return new Failure(`HOST is ${host}, which is not an address of this machine.`);
  return error;
}

/** A port nobody listens on right now. */
export function freePort() {
  return listenOnce("127.0.0.1", 0);
}

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

/**
 * A virtual environment with the official client.
 * @param {string} folder an empty one
 * @returns {Promise<{ python: string, version: string } | { absent: string }>} the interpreter, or why there is none
 */
export async function createPython(folder) {
  const found = await execute("python3", ["--version"]).catch(() => null);
  if (!found) return { absent: "python3 is not here" };
  // Debian ships python3 without what makes virtual environments.
  const made = await execute("python3", ["-m", "venv", folder]).catch(() => null);
  const python = ["bin/python", "Scripts/python.exe"].map((name) => join(folder, name)).find((path) => existsSync(path));
  if (!made || !python) return { absent: "python3 can't make a virtual environment" };
  const env = { ...process.env, PIP_RETRIES: "0" };
  const installed = await execute(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "openai"], { env }).catch(
    () => null,
  );
  if (!installed) return { absent: "pip could not install openai" };
  const { stdout } = await execute(python, ["-c", "import openai; print(openai.__version__)"]);
  return { python, version: stdout.trim() };
}

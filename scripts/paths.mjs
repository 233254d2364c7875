import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Where Vitrine's own files are: the checkout, or the installed package. Without a slash at the end. */
export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

/** Whether they are the built package, which has nothing to install and nothing to build: no package holds a lock file. */
export const isPackage = !existsSync(join(root, "package-lock.json"));

/** Where settings and data are: the folder of VITRINE_HOME, or the checkout itself. Without a slash at the end. */
export const home = process.env.VITRINE_HOME ? resolve(process.env.VITRINE_HOME) : root;

/** What a person types to start it, and to use its command line. */
export const commands = isPackage ? { start: "npx vitrine", cli: "npx vitrine" } : { start: "npm start", cli: "npm run -s cli --" };

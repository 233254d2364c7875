// Every JavaScript program of the manual, run as its reader would: copied from the text that this server gives, with a key put in.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const execute = promisify(execFile);
/** What each prints at least. */
const PRINTS = {
  "ask.mjs": /Chart\(/,
  "words.mjs": /\|\s*Jan\s*\|\s*120\s*\|/,
  "conversation.mjs": /Table\([^]*Cleo[^]*4 items/,
  "background.mjs": /^completed .*Chart\(/s,
  "weather.mjs": /7/,
  "search-files.mjs": /shop\.txt .*five days/s,
  "without-tables.mjs": /^(?!.*\bTable\().*Cleo/s,
  "own-component.mjs": /Chart\(/,
};

const { HOST_URL: host, THESYS_API_KEY: key } = process.env;
const text = await (await fetch(`${host}/llms-full.txt`)).text();
const programs = [...text.matchAll(/^```js (\S+)\n(.*?)\n```$/gms)].map(([, name, code]) => ({ name, code }));
assert.deepEqual(programs.map(({ name }) => name).sort(), Object.keys(PRINTS).sort());

const folder = mkdtempSync(join(fileURLToPath(new URL(".", import.meta.url)), "manual-"));
try {
  for (const { name, code } of programs) {
    assert.ok(code.includes("YOUR_API_KEY"), name);
    writeFileSync(join(folder, name), code.replaceAll("YOUR_API_KEY", key));
    const { stdout } = await execute(process.execPath, [join(folder, name)], { timeout: 30_000 });
    assert.match(stdout, PRINTS[name], name);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

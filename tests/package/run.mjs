import { strict as assert } from "node:assert";
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { freePort } from "../../scripts/address.mjs";
import { CHROMIUM_ARGS, findChromium } from "../../scripts/chromium.mjs";
import { makePackage } from "../../scripts/package.mjs";

// The package as a newcomer gets it: packed, installed into an empty folder, started by `npx vitrine`, used, stopped and started again.
const PACKED_BYTES_MAX = 15_000_000;
const START_MS = 120_000;

const archive = await makePackage();
const folder = mkdtempSync(join(tmpdir(), "vitrine-package-"));
chmodSync(folder, 0o755);
const env = {
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  npm_config_prefer_offline: "true",
  npm_config_cache: process.env.npm_config_cache,
};
let running = null;
try {
  assert.ok(statSync(archive).size <= PACKED_BYTES_MAX, `the archive has ${statSync(archive).size} bytes`);
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", archive], {
    cwd: folder,
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const size = execFileSync("du", ["-sm", "node_modules"], { cwd: folder, encoding: "utf8" }).split("\t")[0];

  assert.match(cli(["--help"]).stdout, /npx vitrine alone starts the server[\s\S]*\nUsage: npx vitrine <command>/);
  const refused = await start({ RENDERER: "thesys" }).catch((error) => error);
  assert.match(String(refused), /RENDERER=thesys is proprietary software, which this package does not contain/);

  const first = await start();
  assert.deepEqual(new Set(readdirSync(join(folder, "vitrine"))), new Set([".data", ".env"]));
  assert.ok(first.printed().includes(`Settings and data are in ${join(folder, "vitrine")}`));
  const key = cli(["keys", "create", "--name", "package"]).stdout.trim();
  await streams(first.url, key);
  await drawsChart(first.link());
  await stop();

  const second = await start();
  await streams(second.url, key);
  await stop();
  assert.ok(!existsSync(join(folder, ".env")) && !existsSync(join(folder, ".data")));
  console.log(`${(statSync(archive).size / 1e6).toFixed(1)} MB packed, ${size} MB installed; started twice, streamed, drew a chart`);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

function cli(args) {
  return {
    stdout: execFileSync("npx", ["vitrine", ...args], { cwd: folder, env, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }),
  };
}

/** `npx vitrine` as in a shell of its own, until it says that it runs; rejects with what it printed when it ends before. */
async function start(settings = {}) {
  const port = String(await freePort());
  const child = spawn("npx", ["vitrine"], {
    cwd: folder,
    env: { ...env, PORT: port, LOG_LEVEL: "warn", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  let printed = "";
  await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not started: ${printed}`)), START_MS);
    const take = (chunk) => {
      printed += chunk;
      if (printed.includes("Ctrl-C stops everything.")) resolve();
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", take);
    void ended.then(() => reject(new Error(`ended: ${printed}`)));
    void ended.then(() => clearTimeout(timer));
    running = { child, ended };
  });
  return { url: `http://127.0.0.1:${port}`, printed: () => printed, link: () => /http\S+\/sign-in\/link\/\S+/.exec(printed)?.[0] ?? "" };
}

async function stop() {
  if (!running) return;
  running.child.kill("SIGTERM");
  await running.ended;
  running = null;
}

/** A streamed answer of the offline model has deltas and an end. */
async function streams(url, key) {
  const response = await fetch(`${url}/v1/embed/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({
      model: "c1/vitrine/offline/v-20261122",
      stream: true,
      messages: [{ role: "user", content: "Show apples 3, pears 4 as a bar chart" }],
    }),
  });
  const text = await response.text();
  assert.equal(response.status, 200, text);
  assert.ok(text.split("\n").filter((line) => line.startsWith("data: {")).length > 2 && text.includes("data: [DONE]"), text);
}

/** A person opens the link, clicks an example and sees a chart. */
async function drawsChart(link) {
  const browser = await chromium.launch({ executablePath: findChromium() ?? undefined, args: CHROMIUM_ARGS });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(link);
    await page.locator("textarea:focus").waitFor();
    await page.getByRole("list", { name: "Examples" }).getByRole("button").first().click();
    const answer = page.getByRole("article", { name: "Answer" });
    await answer.getByRole("img", { name: /^Chart/ }).waitFor();
    await answer.locator("svg.recharts-surface").first().waitFor();
  } finally {
    await browser.close();
  }
}

import { execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "@playwright/test";
import { CHROMIUM_ARGS, findChromium } from "../scripts/chromium.mjs";
import { root } from "../scripts/paths.mjs";
import { freePort } from "../scripts/address.mjs";

// A newcomer's way, as it is: clone, one command, open the link, click an example, see a chart. Fails above the two limits.
const ACTIONS_MAX = 6;
const SECONDS_MAX = 300;
const STOP_MS = 20_000;

const folder = mkdtempSync(join(tmpdir(), "vitrine-journey-"));
chmodSync(folder, 0o755);
const clone = join(folder, "vitrine");
let told = null;
const actions = [];
const begin = Date.now();
const elapsed = () => (Date.now() - begin) / 1000;
let server;
let browser;
try {
  act("git clone", () => execFileSync("git", ["clone", "--quiet", "--no-local", root, clone], { stdio: ["ignore", "ignore", "inherit"] }));
  const link = await act("npm start", start);
  browser = await chromium.launch({ executablePath: findChromium() ?? undefined, args: CHROMIUM_ARGS });
  const page = await browser.newPage();
  page.setDefaultTimeout(30_000);
  await act("open the link", () => page.goto(link));
  const examples = page.getByRole("list", { name: "Examples" }).getByRole("button");
  await examples.first().waitFor();
  // The page is drawn before it listens; it takes the focus when it does.
  await page.locator("textarea:focus").waitFor();
  await act("click an example", () => examples.first().click());
  const answer = page.getByRole("article", { name: "Answer" });
  await answer.getByRole("img", { name: /^Chart/ }).waitFor();
  const marks = answer.locator("svg.recharts-surface").locator(".recharts-curve, .recharts-bar-rectangle path");
  await marks.filter({ visible: true }).first().waitFor();
  if (actions.length > ACTIONS_MAX)
    throw new Error(`It took ${actions.length} actions (${actions.join(", ")}); ${ACTIONS_MAX} are allowed.`);
  if (elapsed() > SECONDS_MAX) throw new Error(`It took ${Math.round(elapsed())} seconds; ${SECONDS_MAX} are allowed.`);
  told = `${actions.length} actions (${actions.join(", ")}), ${Math.round(elapsed())} seconds`;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await browser?.close();
  await stop().catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
// Last, after what the server had to say.
if (told) console.log(told);

function act(name, work) {
  actions.push(name);
  return work();
}

/** `npm start` as in a shell of its own; resolves with the link that it prints. */
async function start() {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(await freePort()), npm_config_prefer_offline: "true" };
  server = spawn("npm", ["start"], { cwd: clone, env, stdio: ["ignore", "pipe", "inherit"], detached: true });
  server.ended = new Promise((resolve) => server.once("exit", (code, signal) => resolve(signal ?? code)));
  let printed = "";
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`npm start printed no link within ${SECONDS_MAX} seconds.`)), SECONDS_MAX * 1000);
    server.stdout.setEncoding("utf8").on("data", (chunk) => {
      process.stderr.write(chunk.replace(/sign-in\/link\/\S+/g, "sign-in/link/…"));
      printed += chunk;
      const link = /https?:\/\/\S+\/sign-in\/link\/\S+(?=\s)/.exec(printed)?.[0];
      if (!link) return;
      clearTimeout(timer);
      resolve(link);
    });
    server.once("error", reject);
    void server.ended.then((how) => reject(new Error(`npm start ended (${how}).`)));
  });
}

/** Ctrl-C: every process of the group gets it, as in a terminal. */
async function stop() {
  if (!server || server.exitCode !== null) return;
  process.kill(-server.pid, "SIGINT");
  // npm ends by the signal that it passed on, whatever its child made of it, so what is left running is looked at.
  const how = await server.ended;
  if (how !== 0 && how !== "SIGINT") throw new Error(`npm start ended with ${how} after Ctrl-C.`);
  const postgres = join(clone, ".data/postgres");
  for (const deadline = Date.now() + STOP_MS; isRunning(postgres); await sleep(100)) {
    if (Date.now() > deadline) throw new Error("PostgreSQL still runs after Ctrl-C.");
  }
}

/** PostgreSQL keeps this file for as long as it lives. */
function isRunning(data) {
  return existsSync(data) && readdirSync(data, { recursive: true }).some((name) => String(name).endsWith("postmaster.pid"));
}

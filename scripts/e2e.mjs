import { spawn } from "node:child_process";
import { ensureChromium } from "./chromium.mjs";
import { printFailure } from "./failure.mjs";
import { root } from "./paths.mjs";
import { createShutdown } from "./shutdown.mjs";
import { startTestServer } from "./test-server.mjs";

// Runs the browser tests against the built server; arguments go to Playwright.
const shutdown = createShutdown();
try {
  const CHROMIUM_PATH = await ensureChromium();
  const { url, env } = await startTestServer(shutdown);
  await shutdown.stop(await playwright({ ...env, CHROMIUM_PATH, E2E_BASE_URL: url }));
} catch (error) {
  printFailure(error);
  await shutdown.stop(1);
}

function playwright(env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`${root}/node_modules/@playwright/test/cli.js`, "test", ...process.argv.slice(2)], {
      cwd: root,
      env,
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

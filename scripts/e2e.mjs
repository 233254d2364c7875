import { spawn } from "node:child_process";
import { ensureChromium } from "./chromium.mjs";
import { Failure, printFailure } from "./failure.mjs";
import { root } from "./paths.mjs";
import { keepServerLog } from "./server-log.mjs";
import { createShutdown } from "./shutdown.mjs";
import { startServerBeside, startTestServer } from "./test-server.mjs";

// Runs the browser tests against the built server; arguments go to Playwright. Whatever they do, no secret may reach the server's log.
const shutdown = createShutdown();
try {
  const CHROMIUM_PATH = await ensureChromium();
  const log = keepServerLog();
  const { url, env } = await startTestServer(shutdown, { LOG_LEVEL: "debug" }, log.write);
  const openUiUrl = await startServerBeside(shutdown, env, { RENDERER: "openui" }, log.write);
  const exitCode = await playwright({ ...env, CHROMIUM_PATH, E2E_BASE_URL: url, E2E_OPENUI_URL: openUiUrl });
  if (log.secrets().length > 0) throw new Failure(`The server wrote a secret to its log: ${log.secrets().join("; ")}.`);
  await shutdown.stop(exitCode);
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

import { checkAddress } from "./address.mjs";
import { prepareDatabase } from "./database.mjs";
import { Failure, printFailure } from "./failure.mjs";
import { checkNode, installIfStale } from "./install.mjs";
import { root } from "./paths.mjs";
import { step } from "./report.mjs";
import { noteRunning } from "./running.mjs";
import { startServer } from "./server-process.mjs";
import { createSettings, loadSettings } from "./settings.mjs";
import { createShutdown } from "./shutdown.mjs";
import { printWelcome } from "./welcome.mjs";

const FOLDER = "dist/dev";

// `npm run dev`: the same set-up as `npm start`; Next compiles pages on demand, and esbuild bundles the server again at every change.
const shutdown = createShutdown();
try {
  checkNode();
  createSettings();
  loadSettings();
  const address = await checkAddress();
  await installIfStale();
  await prepareDatabase(shutdown);
  const { buildEmbedScript, generateIfStale } = await import("./build.mjs");
  await generateIfStale();
  // Nobody who changes pages waits for it.
  void buildEmbedScript().catch(printFailure);
  const env = { ...process.env, ...address.env, NODE_ENV: "development", NEXT_TELEMETRY_DISABLED: "1" };
  const server = await watchServer(env);
  shutdown.add(server);
  await step("Start the server", server.ready);
  const forget = noteRunning(address);
  shutdown.add({ stop: forget, stopNow: forget });
  shutdown.markRunning();
  (await printWelcome(address.url, env, `${FOLDER}/cli.mjs`))();
} catch (error) {
  if (!shutdown.isStopping()) {
    printFailure(error);
    await shutdown.stop(1);
  }
}

/** Bundles server.ts, and starts it anew after each change of what it is made of. */
async function watchServer(env) {
  const [{ context }, { bundleOptions }] = await Promise.all([import("esbuild"), import("./build.mjs")]);
  let server = null;
  let firstBuild;
  const built = new Promise((resolve, reject) => {
    firstBuild = { resolve, reject };
  });
  const restart = {
    name: "restart",
    setup: (build) =>
      void build.onEnd(async ({ errors }) => {
        if (errors.length > 0) return firstBuild.reject(new Failure("The server does not build; what esbuild said stands above."));
        server?.kill("SIGTERM");
        await server?.ended;
        if (!shutdown.isStopping()) server = startServer(`${FOLDER}/server.mjs`, env);
        firstBuild.resolve();
      }),
  };
  const options = bundleOptions(`${root}/${FOLDER}`);
  const bundler = await context({ ...options, logLevel: "warning", plugins: [...options.plugins, restart] });
  // Watching begins with a build of its own.
  await bundler.watch();
  await built;
  return {
    ready: () => server.ready(),
    stop: async () => {
      await bundler.dispose();
      server.kill("SIGTERM");
      await server.ended;
    },
    stopNow: () => server?.kill("SIGKILL"),
  };
}

import { commands } from "./paths.mjs";
import { run } from "./run.mjs";

/**
 * Asks the command line for the owner's sign-in link and the models.
 * @param {string} url where the server can be opened
 * @param {NodeJS.ProcessEnv} env
 * @param {string} [cli] the bundled command line
 * @returns {Promise<() => void>} prints what was found
 */
export async function printWelcome(url, env, cli = "dist/cli.mjs") {
  const [link, models] = await Promise.all([ask(cli, ["owner-link", "--json"], env), ask(cli, ["models", "--json"], env)]);
  return () => {
    console.log(`\n  Open        ${url}`);
    if (link) console.log(`  Sign in     ${url}/sign-in/link/${link.token}\n              (the owner's link: works once, for 15 minutes)`);
    else console.log(`  Sign in     the owner's link could not be made: ${commands.cli} owner-link`);
    for (const [index, line] of modelLines(models).entries()) console.log(`  ${index === 0 ? "Models    " : "          "}  ${line}`);
    console.log("\n  Ctrl-C stops everything.\n");
  };
}

async function ask(cli, args, env) {
  try {
    return JSON.parse(await run(process.execPath, [cli, ...args], { env: { ...env, LOG_LEVEL: "silent" } }));
  } catch {
    return null;
  }
}

function modelLines(answer) {
  const models = Array.isArray(answer) ? answer : (answer?.models ?? answer?.data ?? []);
  const ready = models.filter((model) => model.ready).map((model) => `${model.id}  ready`);
  const settings = [...new Set(models.filter((model) => !model.ready && model.setting).map((model) => model.setting))];
  return settings.length === 0 ? ready : [...ready, `more with ${settings.join(", ")} in .env`];
}

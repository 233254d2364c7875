import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../scripts/address.mjs";
import { root } from "../scripts/paths.mjs";

const PORTKEY = { name: "@portkey-ai/gateway", version: "1.15.2" };
/** Later ones of those that it allows break its streams on Node 20. */
const OVERRIDES = { "@hono/node-server": "1.13.8" };
const CACHE = join(root, "node_modules/.cache/vitrine-peers");

/**
 * Starts Portkey's gateway, installed into a folder of its own at the first run: it is nobody's dependency here.
 * @param {number} providerPort
 * @param {(command: string, args: string[]) => [string, string[]]} placed puts a command on the core of what is measured
 */
export async function startPortkey(providerPort, placed) {
  const entry = join(CACHE, "node_modules", PORTKEY.name, "build/start-server.js");
  if (!existsSync(entry)) {
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(join(CACHE, "package.json"), JSON.stringify({ private: true, overrides: OVERRIDES }));
    const args = ["install", "--no-audit", "--no-fund", "--ignore-scripts", `${PORTKEY.name}@${PORTKEY.version}`];
    const { status } = spawnSync("npm", args, { cwd: CACHE, stdio: "inherit" });
    if (status !== 0) throw new Error(`${PORTKEY.name} could not be installed into ${CACHE}.`);
  }
  const port = await freePort();
  const child = launch(placed(process.execPath, [entry, `--port=${port}`, "--headless"]), CACHE);
  await untilListening(port);
  const headers = {
    authorization: "Bearer none",
    "x-portkey-provider": "openai",
    "x-portkey-custom-host": `http://127.0.0.1:${providerPort}/v1`,
  };
  return { child, port, path: "/v1/chat/completions", headers };
}

/** nginx in front of the provider, the least that a proxy can cost; null where there is none. */
export async function startNginx(providerPort, placed, folder) {
  if (spawnSync("nginx", ["-v"]).error) return null;
  const port = await freePort();
  const file = join(folder, "nginx.conf");
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    file,
    `daemon off; master_process off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log;
     events { worker_connections 4096; }
     http {
       access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/f;
       uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
       upstream provider { server 127.0.0.1:${providerPort}; keepalive 512; }
       server {
         listen 127.0.0.1:${port};
         location / { proxy_pass http://provider; proxy_http_version 1.1; proxy_set_header connection ""; proxy_buffering off; }
       }
     }`,
  );
  const child = launch(placed("nginx", ["-c", file, "-p", folder]), folder);
  await untilListening(port);
  return { child, port, path: "/v1/chat/completions", headers: {} };
}

function launch([command, args], cwd) {
  return spawn(command, args, { cwd, env: { ...process.env, NODE_ENV: "production" }, stdio: ["ignore", "ignore", "inherit"] });
}

async function untilListening(port) {
  for (let i = 0; i < 600; i++) {
    const isThere = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
    if (isThere) return;
    await sleep(50);
  }
  throw new Error(`Nothing listens on ${port}.`);
}

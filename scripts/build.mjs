import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { printFailure } from "./failure.mjs";
import { fingerprint, isStamped, writeStamp } from "./fingerprint.mjs";
import { root } from "./paths.mjs";
import { step } from "./report.mjs";
import { runInstalled } from "./run.mjs";

const SCHEMA = ["prisma/schema", "package-lock.json"];
const SCHEMA_STAMP = "prisma/generated/.stamp";
const SOURCES =
  "app components lib public prisma/schema server.ts cli.ts reader.ts python.ts answerer.ts proxy.ts next.config.ts postcss.config.mjs tailwind.config.ts".split(
    " ",
  );
const TOOLS = ["package-lock.json", "scripts/build.mjs", "scripts/embed-script.mjs"];
const BUILD_STAMP = "dist/.stamp";
const TEST_FILE = /\.test\.tsx?$/;
const QUIET = { NEXT_TELEMETRY_DISABLED: "1", CHECKPOINT_DISABLE: "1" };

/** Generates the Prisma client when the schema has changed since. */
export async function generateIfStale() {
  const wanted = fingerprint(SCHEMA);
  if (isStamped(SCHEMA_STAMP, wanted)) return;
  await step("Generate the database client", () =>
    runInstalled("prisma/build/index.js", ["generate"], { env: { ...process.env, ...QUIET } }),
  );
  writeStamp(SCHEMA_STAMP, wanted);
}

/** Builds pages, server and command line when a source has changed since the last build. */
export async function buildIfStale() {
  await generateIfStale();
  const wanted = fingerprintOfSources();
  if (isStamped(BUILD_STAMP, wanted) && existsSync(join(root, ".next/BUILD_ID"))) return;
  rmSync(join(root, BUILD_STAMP), { force: true });
  await step("Build the server", () => bundle(join(root, "dist")));
  await step("Build embed.js", buildEmbedScript);
  await step("Build the pages", buildPages, { slow: "about a minute" });
  writeStamp(BUILD_STAMP, wanted);
}

/** Says that the build which is there was made of the sources as they are. */
export function stampBuild() {
  writeStamp(BUILD_STAMP, fingerprintOfSources());
}

function fingerprintOfSources() {
  return fingerprint([...SOURCES, ...TOOLS], (path) => TEST_FILE.test(path));
}

/** Writes what `/embed.js` answers. */
export async function buildEmbedScript() {
  const { embedScript } = await import("./embed-script.mjs");
  mkdirSync(join(root, "dist"), { recursive: true });
  writeFileSync(join(root, "dist/embed.js"), await embedScript());
}

async function buildPages() {
  // Writing the cache costs the first build a part of its minute; whoever builds again gets that back threefold.
  const BUILD_CACHE = existsSync(join(root, ".next/BUILD_ID")) ? "1" : "0";
  const env = { ...process.env, ...QUIET, NODE_ENV: "production", BUILD_CACHE };
  await runInstalled("next/dist/bin/next", ["build"], { env, failure: "The pages could not be built; what the build said stands above." });
}

/**
 * Options to bundle the server, its command line, what reads files, runs code and answers long requests with esbuild: one ES module each, packages left in node_modules.
 * @param {string} folder where the bundles go
 * @returns {import("esbuild").BuildOptions & { metafile: false }}
 */
export function bundleOptions(folder) {
  const entryPoints = { server: "server.ts", cli: "cli.ts", reader: "reader.ts", python: "python.ts", answerer: "answerer.ts" };
  return {
    absWorkingDir: root,
    entryPoints,
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    // What keeps the workers loads nothing of what they load. All pieces are in one folder, which some of them look for others in.
    splitting: true,
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: true,
    logLevel: "silent",
    metafile: false,
    // Outside Next there is no client bundle to guard against; the real module throws here.
    alias: { "@": root, "server-only": join(root, "scripts/nothing.mjs") },
    plugins: [{ name: "next-subpaths", setup: resolveNextSubpaths }],
  };
}

/** `next` has no exports map, so Node's own resolution wants the file name: next/headers is next/headers.js. */
function resolveNextSubpaths(build) {
  build.onResolve({ filter: /^next\/[\w/-]+$/ }, ({ path }) => ({ path: `${path}.js`, external: true }));
}

/** @param {string} folder */
async function bundle(folder) {
  mkdirSync(folder, { recursive: true });
  // Pieces of earlier builds have other names.
  for (const name of readdirSync(folder)) if (/\.mjs(?:\.map)?$/.test(name)) rmSync(join(folder, name));
  const { build } = await import("esbuild");
  await build({ ...bundleOptions(folder), logLevel: "error" });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    await buildIfStale();
  } catch (error) {
    printFailure(error);
    process.exitCode = 1;
  }
}

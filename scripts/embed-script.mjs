import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import postcss from "postcss";
import tailwind from "@tailwindcss/postcss";
import { Failure } from "./failure.mjs";
import { root } from "./paths.mjs";

const FOLDER = "components/embed";
/** Whose code may be handed on to every page that asks for it. */
const PERMISSIVE = /^\(?(?:MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|CC0-1\.0|Unlicense|MIT-0|BlueOak-1\.0\.0)\b/;
/** Where Tailwind's own reset holds: in what is drawn, and in what that opens over the page, never in the page around it. */
const SCOPE = "vitrine-answer, [data-radix-popper-content-wrapper], .openui-portal-theme";

/**
 * The script that draws answers in any page: `<vitrine-answer>`, the renderer of MIT packages, its styles, and the licences of all of it.
 * @returns {Promise<string>}
 * @throws {Failure} when something in it may not be handed on
 */
export async function embedScript() {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [`${FOLDER}/answer-element.tsx`],
    bundle: true,
    minify: true,
    format: "iife",
    target: ["chrome120", "firefox120", "safari17"],
    jsx: "automatic",
    outdir: "/embed",
    write: false,
    metafile: true,
    logLevel: "error",
    legalComments: "none",
    define: { "process.env.NODE_ENV": '"production"' },
    loader: { ".woff2": "empty", ".woff": "empty", ".ttf": "empty", ".svg": "empty" },
    // Diagrams are not drawn, here as in the application: they could carry script.
    alias: { "@": root, mermaid: join(root, "components/renderer/no-renderer.ts") },
    plugins: [
      { name: "tailwind", setup: (bundler) => void bundler.onLoad({ filter: /components\/embed\/embed\.css$/ }, compileStyles) },
      { name: "few-languages", setup: highlightCommonLanguages },
    ],
  });
  const text = (ending) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? "";
  const styles = `document.head.append(Object.assign(document.createElement("style"),{textContent:${JSON.stringify(text(".css"))}}));`;
  return `${styles}\n${text(".js")}\n/*\n${notices(metafile).replaceAll("*/", "* /")}\n*/\n`;
}

/** The grammars of three hundred languages would be a sixth of the script. */
function highlightCommonLanguages(bundler) {
  bundler.onResolve({ filter: /^refractor\/all$/ }, ({ resolveDir, kind }) => bundler.resolve("refractor", { resolveDir, kind }));
}

async function compileStyles({ path }) {
  const reset = readFileSync(join(root, "node_modules/tailwindcss/preflight.css"), "utf8");
  const source = `${readFileSync(path, "utf8")}\n@layer base { @scope (${SCOPE}) { ${reset} } }`;
  const { css } = await postcss([tailwind({ base: root, optimize: false })]).process(source, { from: path });
  return { contents: css, loader: "css", resolveDir: join(root, FOLDER) };
}

/** Name, version and licence text of every package in the bundle. */
function notices({ outputs }) {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const used = inputs.flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : []));
  const folders = new Set(used.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []));
  const packages = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
    const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? readFileSync(join(root, folder, file), "utf8").trim() : "";
    const known = license ?? (/^(?:The )?MIT License/i.test(text) ? "MIT" : "unknown");
    if (!PERMISSIVE.test(known)) throw new Failure(`${name} ${version} is licensed as ${known}, so it may not be part of embed.js.`);
    return { title: `${name} ${version}`, text: text || known };
  });
  return packages.map(({ title, text }) => `${title}\n\n${text}`).join("\n\n----\n\n");
}

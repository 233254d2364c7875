import { mkdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll } from "vitest";
import { bundleOptions } from "../../scripts/build.mjs";

/** Builds a program of the server, for the tests of a file to use. It stands in the checkout, where its packages are. */
export function useBuiltProgram(name: string, use: (path: string) => void): void {
  const folder = resolve(`node_modules/.cache/${name}-${process.pid}`);
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    await build({ ...bundleOptions(folder), entryPoints: { [name]: `${name}.ts` }, sourcemap: false });
    use(`${folder}/${name}.mjs`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
}

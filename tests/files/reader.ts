import { mkdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll } from "vitest";
import { useReadingProgram } from "@/lib/reading/read-file";
import { bundleOptions } from "../../scripts/build.mjs";

/** Builds the program that reads files, for the tests of a file to use. It stands in the checkout, where its packages are. */
export function useBuiltReader(): void {
  const folder = resolve(`node_modules/.cache/reader-${process.pid}`);
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    await build({ ...bundleOptions(folder), entryPoints: { reader: "reader.ts" }, sourcemap: false });
    useReadingProgram(`${folder}/reader.mjs`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
}

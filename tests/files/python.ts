import { mkdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll } from "vitest";
import { usePythonProgram } from "@/lib/tools/code-interpreter/sandbox";
import { bundleOptions } from "../../scripts/build.mjs";

/** Builds the program that runs Python, for the tests of a file to use. */
export function useBuiltPython(): void {
  const folder = resolve(`node_modules/.cache/python-${process.pid}`);
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    await build({ ...bundleOptions(folder), entryPoints: { python: "python.ts" }, sourcemap: false });
    usePythonProgram(`${folder}/python.mjs`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
}

import { readFileSync } from "node:fs";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { createAdapterFactory } from "./adapter.mjs";
import { connectionOf } from "./connection.mjs";

const GLUE = import.meta.resolve("@prisma/schema-engine-wasm/schema_engine_bg");

/** The version of the engine, which must be the one the installed Prisma was made with. */
export function engineVersion() {
  return JSON.parse(readFileSync(new URL("./package.json", GLUE), "utf8")).version;
}

/**
 * Loads the engine over a database.
 * @param {string | undefined} url commands that only read schema files pass none
 * @param {string[] | undefined} files the schema files; the engine takes none as undefined, and panics on an empty list
 */
export async function openEngine(url, files) {
  const SchemaEngine = await loadWasm();
  const adapter = bindMigrationAwareSqlAdapterFactory(createAdapterFactory(connectionOf(url ?? "postgresql://localhost/none")));
  const datamodels = files?.map((file) => [file, readFileSync(file, "utf8")]);
  return SchemaEngine.new({ datamodels }, () => {}, adapter);
}

async function loadWasm() {
  // Without it a panic ends the process and loses its message.
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message: (message) => void process.stderr.write(`${message}\n`),
  };
  const glue = await import(GLUE);
  const wasm = new WebAssembly.Module(readFileSync(new URL("./schema_engine_bg.wasm", GLUE)));
  const { exports } = new WebAssembly.Instance(wasm, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(exports);
  exports.__wbindgen_start();
  return glue.SchemaEngine;
}

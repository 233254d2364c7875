import { defineConfig } from "prisma/config";

// Prisma looks for its native schema engine, which no registry carries; ours wraps the wasm build of the same engine.
if (process.platform !== "win32") process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= new URL("./scripts/schema-engine.mjs", import.meta.url).pathname;

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://postgres@127.0.0.1:1/none" },
});

import { fileURLToPath } from "node:url";
import { defineConfig } from "prisma/config";

// Prisma would download its native schema engine; ours wraps the wasm build from the registry. A preset variable wins, and
// Windows can't spawn a script with a shebang, so there Prisma downloads its own.
if (process.platform !== "win32") {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(new URL("./scripts/schema-engine.mjs", import.meta.url));
}

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://postgres@127.0.0.1:1/none" },
});

import { createRequire } from "node:module";
import { createStreamingParser } from "@openuidev/lang-core";
import { build } from "esbuild";
import { library } from "@/lib/genui/library";

/** What the parser of a client makes of a program that may still be coming. */
export interface Parsed {
  root: { typeName: string; props: Record<string, unknown> } | null;
  meta: { incomplete: boolean; unresolved: string[]; errors: unknown[] };
}

export interface ClientParser {
  set(text: string): Parsed;
}

type CreateParser = (schema: unknown, root: string) => ClientParser;

const schema = library.toJSONSchema();
const require = createRequire(import.meta.url);

export function currentParser(): ClientParser {
  return createStreamingParser(schema, "Card");
}

/** The older parser that comes with the renderer; its files import each other as only a bundler can follow. */
export async function rendererParser(): Promise<() => ClientParser> {
  const entry = require
    .resolve("@openuidev/react-lang")
    .replace(/react-lang\/.*$/, "react-lang/node_modules/@openuidev/lang-core/dist/parser/parser.js");
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
    logLevel: "silent",
  });
  const module = (await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]?.contents ?? "").toString("base64")}`)) as {
    createStreamingParser: CreateParser;
  };
  return () => module.createStreamingParser(schema, "Card");
}

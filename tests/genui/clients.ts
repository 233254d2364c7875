import { fileURLToPath } from "node:url";
import { createStreamingParser } from "@openuidev/lang-core";
import { build } from "esbuild";
import { library } from "@/lib/genui/library/library";

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

export function currentParser(): ClientParser {
  return createStreamingParser(schema, "Card");
}

/** The older parser that comes with the renderer; its files import each other as only a bundler can follow. */
export async function rendererParser(): Promise<() => ClientParser> {
  const entry = fileURLToPath(
    new URL("../../node_modules/@thesysai/genui-sdk/node_modules/@openuidev/lang-core/dist/parser/parser.js", import.meta.url),
  );
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
    logLevel: "silent",
  });
  const loaded = (await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]?.contents ?? "").toString("base64")}`)) as {
    createStreamingParser: CreateParser;
  };
  return () => loaded.createStreamingParser(schema, "Card");
}

/** The children of a root; none when there is no root. */
export function childrenOf(root: Parsed["root"]): { typeName: string; props: Record<string, unknown> }[] {
  const children = root?.props.children;
  return Array.isArray(children) ? children : [];
}

/** The first child of `before` that is not in `after`; text may have grown. */
export function lostOf(before: string[], after: string[]): string | null {
  let from = 0;
  for (const child of before) {
    const isSame = (other: string): boolean => other === child || (child.startsWith("TextContent") && other.startsWith(child.slice(0, -2)));
    const found = after.findIndex((other, index) => index >= from && isSame(other));
    if (found === -1) return child;
    from = found + 1;
  }
  return null;
}

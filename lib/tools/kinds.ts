import { codeInterpreter } from "./code-interpreter/kind";
import { fileSearch } from "./file-search/kind";
import { mcp } from "./mcp/kind";
import type { ToolKind } from "./tool";
import { webSearch } from "./web/web-search";

/** Every kind of tool that runs here; the order is that of the documentation. A new one is a line here. */
export const KINDS: readonly ToolKind[] = [mcp, webSearch, fileSearch, codeInterpreter];

/** The row of a kind. Throws for a name that no row has. */
export function kindOf(name: string): ToolKind {
  const kind = KINDS.find((one) => one.name === name);
  if (!kind) throw new Error(`There is no kind of tool named ${name}.`);
  return kind;
}

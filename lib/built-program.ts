import { join } from "node:path";
import { processState } from "@/lib/process-state";

const folder = processState("program-folder", () => ({ path: "" }));

/** Says where the programs stand that were built beside the server. */
export function setProgramFolder(path: string): void {
  folder().path = path;
}

/** Returns where the built program of this name is to be, which need not be there. */
export function programPath(name: "reader" | "python" | "answerer"): string {
  return join(folder().path, `${name}.mjs`);
}

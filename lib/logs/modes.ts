import { processState } from "@/lib/process-state";
import type { LogMode } from "./schema";

/** For so long a workspace is taken to keep nothing without being asked again. */
const FRESH_MS = 5_000;
const WORKSPACES_MAX = 10_000;

const modes = processState("log-modes", () => new Map<string, { mode: LogMode; atMs: number }>());

/** What a workspace keeps, as was found a moment ago; null where nobody knows. Only a hint: whoever writes asks the database. */
export function logModeOf(workspaceId: string): LogMode | null {
  const known = modes().get(workspaceId);
  return known && performance.now() - known.atMs < FRESH_MS ? known.mode : null;
}

/** Notes what was found. */
export function noteLogMode(workspaceId: string, mode: LogMode): void {
  if (modes().size >= WORKSPACES_MAX) modes().clear();
  modes().set(workspaceId, { mode, atMs: performance.now() });
}

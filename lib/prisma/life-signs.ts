import { processState } from "@/lib/process-state";
/** When the database was last heard by this process, on whatever connection, and when something about it last failed. */
interface LifeSigns {
  heardAtMs: number;
  failedAtMs: number;
}

const signs = processState<LifeSigns>("database-signs", () => ({
  heardAtMs: Number.NEGATIVE_INFINITY,
  failedAtMs: Number.NEGATIVE_INFINITY,
}));

/** Notes that the database has answered just now. */
export function noteDatabaseHeard(): void {
  signs().heardAtMs = performance.now();
}

/** Notes that the database refused, lost or did not answer just now. */
export function noteDatabaseFailure(): void {
  signs().failedAtMs = performance.now();
}

/** Whether the last that is known of the database is a failure. */
export function isDatabaseAway(): boolean {
  return signs().failedAtMs > signs().heardAtMs;
}

/** For how long nothing has been heard of the database. */
export function databaseSilenceMs(): number {
  return performance.now() - signs().heardAtMs;
}

import { deleteExpiredContainers } from "@/lib/containers/mutations";
import { deleteExpiredFiles } from "@/lib/files/mutations";
import { forgetNames } from "@/lib/idempotency/mutations";
import { forgetUse } from "@/lib/limits/mutations";
import { log } from "@/lib/log";
import { deleteExpiredBodies } from "@/lib/logs/mutations";
import { processState } from "@/lib/process-state";
import { deleteExpired, forgetInstances } from "@/lib/responses/expiry/mutations";
import { forgetDecisions } from "@/lib/tool-approvals/mutations";
import { deleteExpiredPages } from "@/lib/shared-pages/mutations";
import { sumUpDays, sumUpUsage } from "@/lib/usage/mutations";
import { deleteExpiredStores } from "@/lib/vector-stores/mutations";
import { every } from "./every";

const EXPIRY_MS = 3_600_000;
const BATCH_MAX = 500;

const expiry = processState("expiry", () => ({ stop: () => {} }));

/** Begins to delete every hour what has expired, in batches; the first time at once, beside everything else. */
export function startExpiry(): void {
  const started = every(EXPIRY_MS, deleteAllExpired, "what has expired could not be deleted");
  expiry().stop = () => void started.then((stop) => stop());
}

export async function stopExpiry(): Promise<void> {
  expiry().stop();
}

/** Deletes responses past their retention, files, containers, stores and shared pages past their time, bodies past their days in the log, idempotency keys past their day, and processes that are long gone; adds up the usage of hours that are over. */
export async function deleteAllExpired(): Promise<void> {
  let total = 0;
  for (let count = BATCH_MAX; count === BATCH_MAX; total += count) count = await deleteExpired(BATCH_MAX);
  if (total > 0) log.info({ total }, "expired responses were deleted");
  while ((await deleteExpiredBodies(BATCH_MAX)) === BATCH_MAX);
  while ((await forgetNames(BATCH_MAX)) === BATCH_MAX);
  while ((await deleteExpiredFiles(BATCH_MAX)) === BATCH_MAX);
  while ((await deleteExpiredContainers(BATCH_MAX)) === BATCH_MAX);
  while ((await deleteExpiredStores(BATCH_MAX)) === BATCH_MAX);
  while ((await deleteExpiredPages(BATCH_MAX)) === BATCH_MAX);
  await forgetInstances();
  await forgetDecisions();
  await forgetUse();
  await sumUpUsage();
  await sumUpDays();
}

import { databaseSilenceMs, isDatabaseAway } from "@/lib/prisma/life-signs";
import { withShare } from "@/lib/prisma/share";
import { processState } from "@/lib/process-state";
import { within } from "@/lib/within";
import { pingDatabase } from "./queries";

/** What was heard so lately needs no asking: of a database that lives, something is heard twice a second. */
const FRESH_MS = 2_000;
const PING_MS = 4_000;

const asked = processState<{ ping: Promise<boolean> | null }>("database-ping", () => ({ ping: null }));

/** Whether the database answers, as of now; asks it once for any number of simultaneous callers, and for at most 4 seconds. */
export async function databaseAnswers(): Promise<boolean> {
  if (!isDatabaseAway() && databaseSilenceMs() < FRESH_MS) return true;
  const current = asked();
  current.ping ??= ping().finally(() => {
    current.ping = null;
  });
  return current.ping;
}

async function ping(): Promise<boolean> {
  const answered = withShare("pages", pingDatabase).then(
    () => true,
    () => false,
  );
  return (await within(answered, PING_MS)) ?? false;
}

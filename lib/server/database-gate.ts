import { databaseSilenceMs, isDatabaseAway } from "@/lib/prisma/life-signs";
import { withShare } from "@/lib/prisma/share";
import { processState } from "@/lib/process-state";
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
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PING_MS);
  });
  const answered = withShare("pages", pingDatabase).then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answered, late]);
  } finally {
    clearTimeout(timer);
  }
}

import { z } from "zod/v4";
import { LOG_MODES, type LogSetting } from "./schema";

const DAYS_MAX = 3_650;

const Setting = z.object({ mode: z.enum(LOG_MODES), days: z.coerce.number().int().min(1).max(DAYS_MAX) });

/** Returns what was chosen in a form; null for what is no choice. */
export function readLogSetting(mode: unknown, days: unknown): LogSetting | null {
  return Setting.safeParse({ mode, days }).data ?? null;
}

import { env } from "@/lib/env";

const DAY_MS = 86_400_000;

/** Responses created before this moment have expired, whether or not they are deleted yet. */
export function retainedSince(): Date {
  const days = env().RESPONSE_RETENTION_DAYS;
  return new Date(days === 0 ? 0 : Date.now() - days * DAY_MS);
}

import { setTimeout as sleep } from "node:timers/promises";
import type { ApiError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { LimitedSubject } from "@/lib/principal";
import { messageOf } from "@/lib/text";
import { rateLimitHeaders } from "./encode";
import { admitRequest, type Reservation, settleRequest, type Verdict } from "./mutations";
import { refusalOf } from "./refusal";

const RETRY_MS = [100, 1_000];

/** A request that was counted and has its places. */
export interface Admission {
  /** To be called once, with what was used; null for what was reserved, where nobody knows. Never rejects. */
  end(used: Reservation | null): Promise<void>;
}

interface Admitted {
  admission: Admission | null;
  /** Why it was not admitted; null when it was. */
  refusal: ApiError | null;
  /** What the client is told of the limits, either way. */
  headers: Record<string, string>;
}

/**
 * Admits a request that is expected to use `reservation` to what its subjects may use, for at most `leaseMs`. A limit is used up once it
 * is reached: what is left of it, however little, still admits a request, whose end counts what it really used.
 */
export async function admit(
  requestId: string,
  subjects: readonly LimitedSubject[],
  reservation: Reservation,
  leaseMs: number,
): Promise<Admitted> {
  const verdict = await admitRequest({ requestId, subjects, leaseMs, ...reservation });
  const refusal = refusalOf(verdict, subjects);
  const counted = refusal ? { requests: 0, tokens: 0 } : { requests: 1, tokens: reservation.tokens };
  const headers = rateLimitHeaders(verdict, subjects, counted);
  const end: Admission["end"] = (used) => settle(requestId, subjects, verdict, reservation, used ?? reservation);
  return { admission: refusal ? null : { end }, refusal, headers };
}

async function settle(
  requestId: string,
  subjects: readonly LimitedSubject[],
  verdict: Verdict,
  reserved: Reservation,
  used: Reservation,
): Promise<void> {
  const ids = subjects.map(({ id }) => id);
  const { second, day } = verdict;
  const end = { requestId, ids, second, day, tokens: used.tokens - reserved.tokens, micros: used.micros - reserved.micros };
  for (const waitMs of [...RETRY_MS, null]) {
    try {
      return await settleRequest(end);
    } catch (error) {
      log.warn({ err: messageOf(error), requestId }, "what a request used was not counted in its limits; its reservation counts");
      if (waitMs !== null) await sleep(waitMs);
    }
  }
}

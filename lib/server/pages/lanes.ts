import { isApiInUse } from "@/lib/http/in-flight";
import { processState } from "@/lib/process-state";
import { Lane } from "./lane";

/** The share of the time that visitors' pages may take: beside the API, and when nobody calls it. */
const SHARE_BESIDE_API = 0.2;
const SHARE_ALONE = 0.8;

const lanes = processState("lanes", () => ({
  visitors: new Lane({
    atOnce: 1,
    waitingMax: 64,
    waitingPerAddressMax: 32,
    waitMsMax: 15_000,
    share: () => (isApiInUse() ? SHARE_BESIDE_API : SHARE_ALONE),
    burstMs: 1_000,
  }),
  members: new Lane({ atOnce: 4, waitingMax: 128, waitingPerAddressMax: 64, waitMsMax: 15_000, share: null, burstMs: 0 }),
}));

/** What people wait in who have no session: one page at a time, and never most of the time. */
export function visitorLane(): Lane {
  return lanes().visitors;
}

/** What people wait in who are signed in. */
export function memberLane(): Lane {
  return lanes().members;
}

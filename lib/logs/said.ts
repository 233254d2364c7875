import type { GenerationEvent } from "@/lib/generation/event";
import type { Attempt } from "@/lib/generation/upstream";
import { type Collected, collectOutput, newCollected } from "./collected";
import { logModeOf } from "./modes";
import type { LoggedTimeline } from "./schema";
import { addBatch, newTimeline } from "./timeline";

/** What was said in a request so far, held while it runs. Nothing is copied nor looked through before its end. */
export interface Said {
  requestHeaders: Record<string, string>;
  request: unknown;
  responseHeaders: Record<string, string>;
  /** The answer in one piece, where it is or became one. */
  response: object | null;
  output: Collected;
  timeline: LoggedTimeline;
  attempts: readonly Attempt[];
  report: object | null;
  /** Who has the last word: the request, or the run of a response that goes on without it. */
  endsWith: "request" | "run";
}

/** The headers that a log shows. What lets somebody in is shown as being there. */
const SHOWN_HEADERS = [
  "accept",
  "content-length",
  "content-type",
  "idempotency-key",
  "origin",
  "traceparent",
  "user-agent",
  "x-forwarded-for",
  "x-stainless-lang",
  "x-stainless-package-version",
  "x-stainless-retry-count",
];
const SECRET_HEADERS = ["authorization", "cookie", "x-api-key", "api-key"];

/** Begins to hold what is said in a request; null where its workspace keeps nothing of it. */
export function beginSaid(workspaceId: string, header: (name: string) => string | null): Said | null {
  if (logModeOf(workspaceId) === "off") return null;
  const shown = SHOWN_HEADERS.flatMap((name) => entry(name, header(name)));
  const secret = SECRET_HEADERS.flatMap((name) => (header(name) === null ? [] : [[name, "[redacted]"]]));
  return {
    requestHeaders: Object.fromEntries([...shown, ...secret]),
    request: null,
    responseHeaders: {},
    response: null,
    output: newCollected(),
    timeline: newTimeline(),
    attempts: [],
    report: null,
    endsWith: "request",
  };
}

function entry(name: string, value: string | null): [string, string][] {
  return value === null ? [] : [[name, value]];
}

/** Whether a request asks for nothing of it to be stored. */
export function isUnstored(request: unknown): boolean {
  return typeof request === "object" && request !== null && Reflect.get(request, "store") === false;
}

/** Holds what a batch of an answer says, and when. */
export function hearBatch(said: Said, batch: readonly GenerationEvent[], ms: number): void {
  addBatch(said.timeline, batch, ms);
  for (const event of batch) collectOutput(said.output, event);
}

import type { Attempt } from "@/lib/generation/upstream";

/** What the log of a workspace keeps of what was said: all without secrets, the same with people's data masked, or nothing. */
export const LOG_MODES = ["on", "masked", "off"] as const;
export type LogMode = (typeof LOG_MODES)[number];

/** For how many days it may be kept. */
export const LOG_DAYS = [1, 7, 14, 30, 90] as const;

export interface LogSetting {
  mode: LogMode;
  days: number;
}

/** A moment of an answer: what began, or why it ended. */
export interface LoggedMark {
  ms: number;
  what: string;
  name?: string;
}

/** How an answer came, in milliseconds since the request's arrival. */
export interface LoggedTimeline {
  marks: LoggedMark[];
  /** When pieces came, and how many characters by then; neighbours are taken together where there are many. */
  deltas: [ms: number, chars: number][];
}

/** What was said in a request, as it is stored and shown. */
export interface LoggedBody {
  mode: Exclude<LogMode, "off">;
  /** Something of it was too long. */
  isCut: boolean;
  requestHeaders: Record<string, string>;
  /** As sent; null where no body was. */
  request: unknown;
  responseHeaders: Record<string, string>;
  /** The answer in one piece; of a stream what it came to. Null where there is none that is text. */
  response: unknown;
  timeline: LoggedTimeline;
  attempts: Attempt[];
  /** What the check of the interface found. */
  report: unknown;
}

import type { MetricObjectWithValues, MetricValue } from "prom-client";

/** What one process has counted. */
export type Counted = MetricObjectWithValues<MetricValue<string>>[];

/** What the process that keeps the workers says to them. */
export type ToWorker =
  /** End in good order. */
  | { type: "stop" }
  /** Say what you have counted. */
  | { type: "count"; id: number }
  /** What the other workers have counted. */
  | { type: "others"; id: number; counted: Counted[] };

/** What workers say to it. */
export type ToKeeper = { type: "ask"; id: number } | { type: "counted"; id: number; counted: Counted };

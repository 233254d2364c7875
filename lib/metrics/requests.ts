import { Counter, Histogram } from "prom-client";
import { processState } from "@/lib/process-state";
import { metrics } from "./registry";

/** From a lookup to an answer in the background that takes its ten minutes. */
const DURATION_BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600];
const FIRST_DELTA_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120, 300];
/** An owner may set up any number of servers of their own; so many are told apart. */
const PROVIDERS_MAX = 50;

/** A request that is over, in words of which there is a bounded number: no id, no path and no model of a client's. */
export interface RequestFacts {
  /** The declared path, `/v1/embed/responses/:response_id`. */
  route: string;
  method: string;
  status: number;
  /** The error's code; null when it went well. */
  code: string | null;
  ms: number;
}

/** What a model answered, as its usage record says. */
export interface AnswerFacts {
  /** The id of the model, whose second part names its provider; null when none was asked. */
  answeredBy: string | null;
  errorCode: string | null;
  firstDeltaMs: number | null;
  inputTokens: number | null;
  outputTokens: number | null;
  cachedTokens: number | null;
  costMicros: number | null;
}

const counters = processState("request-metrics", () => {
  const registers = [metrics()];
  return {
    requests: new Counter({
      name: "vitrine_requests_total",
      help: "Requests of the API that are over.",
      labelNames: ["route", "method", "status", "code"],
      registers,
    }),
    seconds: new Histogram({
      name: "vitrine_request_seconds",
      help: "From the arrival of a request to the end of its answer.",
      labelNames: ["route", "method"],
      buckets: DURATION_BUCKETS,
      registers,
    }),
    firstDelta: new Histogram({
      name: "vitrine_first_delta_seconds",
      help: "From the arrival of a request to the first piece of its answer.",
      labelNames: ["provider"],
      buckets: FIRST_DELTA_BUCKETS,
      registers,
    }),
    answers: new Counter({
      name: "vitrine_answers_total",
      help: "Requests that a model was asked for, by how they ended.",
      labelNames: ["provider", "code"],
      registers,
    }),
    tokens: new Counter({
      name: "vitrine_tokens_total",
      help: "Tokens of answers: input, output, and what of the input the provider had cached.",
      labelNames: ["provider", "kind"],
      registers,
    }),
    cost: new Counter({
      name: "vitrine_cost_dollars_total",
      help: "What answers cost where the price is known.",
      labelNames: ["provider"],
      registers,
    }),
    providers: new Set<string>(),
  };
});

/** Counts a request that is over. Costs a few microseconds, and never throws. */
export function countRequest({ route, method, status, code, ms }: RequestFacts): void {
  const { requests, seconds } = counters();
  requests.inc({ route, method, status, code: code ?? "" });
  seconds.observe({ route, method }, ms / 1_000);
}

/** Counts what a model was asked for, once it is over; nothing where none was asked. Never throws. */
export function countAnswer(facts: AnswerFacts): void {
  if (facts.answeredBy === null) return;
  const { answers, firstDelta, tokens, cost } = counters();
  const provider = providerOf(facts.answeredBy);
  answers.inc({ provider, code: facts.errorCode ?? "" });
  if (facts.firstDeltaMs !== null) firstDelta.observe({ provider }, facts.firstDeltaMs / 1_000);
  if (facts.inputTokens) tokens.inc({ provider, kind: "input" }, facts.inputTokens);
  if (facts.outputTokens) tokens.inc({ provider, kind: "output" }, facts.outputTokens);
  if (facts.cachedTokens) tokens.inc({ provider, kind: "cached" }, facts.cachedTokens);
  if (facts.costMicros) cost.inc({ provider }, facts.costMicros / 1_000_000);
}

function providerOf(model: string): string {
  const parts = model.split("/");
  const provider = (parts.length > 2 ? parts[1] : parts[0]) ?? "";
  const { providers } = counters();
  if (!providers.has(provider) && providers.size >= PROVIDERS_MAX) return "other";
  providers.add(provider);
  return provider;
}

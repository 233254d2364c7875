import { createHash, timingSafeEqual } from "node:crypto";
import { AggregatorRegistry, collectDefaultMetrics, Gauge } from "prom-client";
import { env, workerNumber } from "@/lib/env";
import { ApiError } from "@/lib/errors";
import { type Answer, errorAnswer } from "@/lib/http/answer";
import { countInFlight } from "@/lib/http/in-flight";
import { metrics } from "@/lib/metrics/registry";
import { isDatabaseAway } from "@/lib/prisma/life-signs";
import { openPools } from "@/lib/prisma/pool";
import { processState } from "@/lib/process-state";
import { usageQueue } from "@/lib/usage/recorder";
import { keyBusReady } from "./bus";
import { isDraining } from "./drain";
import { connections } from "./websocket/connections";
import { askOthers } from "./workers/ask-others";
import type { Counted } from "./workers/messages";

const gauges = processState("metric-gauges", () => ({ isMade: false }));

/**
 * What all processes of this server have counted, in the text format of Prometheus, for who shows the token. An error for anybody
 * else; `not_found` where no token is set.
 */
export async function metricsAnswer(authorization: string | null): Promise<Answer> {
  const { METRICS_TOKEN } = env();
  if (METRICS_TOKEN === undefined) return errorAnswer(new ApiError("not_found", "There are no metrics here: METRICS_TOKEN is not set."));
  if (!isSame(authorization ?? "", `Bearer ${METRICS_TOKEN}`))
    return errorAnswer(
      new ApiError("invalid_api_key", "Metrics are for who sends the token of METRICS_TOKEN: Authorization: Bearer <token>."),
    );
  const others = await askOthers();
  const body = await AggregatorRegistry.aggregate([await countedHere(), ...others]).metrics();
  return { status: 200, headers: { "content-type": AggregatorRegistry.PROMETHEUS_CONTENT_TYPE, "cache-control": "no-store" }, body };
}

/** What this process has counted; every value says which of the processes it is of. */
export async function countedHere(): Promise<Counted> {
  makeGauges();
  metrics().setDefaultLabels({ worker: String(workerNumber()) });
  return metrics().getMetricsAsJSON();
}

function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

/** Made at the first look: a server that nobody watches does not watch itself. */
function makeGauges(): void {
  if (gauges().isMade) return;
  gauges().isMade = true;
  collectDefaultMetrics({ register: metrics() });
  gauge("vitrine_requests_in_flight", "Requests of the API that are being worked on.", countInFlight);
  gauge("vitrine_websockets", "Open WebSockets.", () => connections().size);
  gauge("vitrine_usage_records_waiting", "Usage records that are not in the database yet.", () => usageQueue().waiting);
  gauge("vitrine_usage_records_dropped", "Usage records that were let go while the database was away.", () => usageQueue().dropped);
  gauge("vitrine_database_up", "1 while the database answers.", () => Number(!isDatabaseAway()));
  gauge("vitrine_key_bus_up", "1 while changes of keys made elsewhere are heard.", () => Number(keyBusReady()));
  gauge("vitrine_draining", "1 while the process takes no new requests.", () => Number(isDraining()));
  metrics().registerMetric(connectionsGauge());
}

function connectionsGauge(): Gauge {
  return new Gauge({
    name: "vitrine_database_connections",
    help: "Connections to the database by what they are for, and statements that wait for one.",
    labelNames: ["share", "state"],
    registers: [],
    collect() {
      for (const [share, pool] of openPools()) {
        this.set({ share, state: "busy" }, pool.totalCount - pool.idleCount);
        this.set({ share, state: "idle" }, pool.idleCount);
        this.set({ share, state: "waiting" }, pool.waitingCount);
      }
    },
  });
}

function gauge(name: string, help: string, read: () => number): void {
  const made = new Gauge({
    name,
    help,
    registers: [],
    collect() {
      this.set(read());
    },
  });
  metrics().registerMetric(made);
}

import type { GenerationEvent, GenerationEvents } from "@/lib/generation/event";
import type { GenerationRequest } from "@/lib/generation/request";
import { throughStage } from "@/lib/generation/stage";
import { StopScanner } from "@/lib/generation/stop-scanner";
import { estimateUsage } from "./estimate-usage";

/**
 * The events up to the first of the request's stop sequences, for servers that know none, or do not always obey. What is cut off is not
 * waited for: the answer is ended, and its tokens are counted here.
 */
export function withStops(events: GenerationEvents, request: GenerationRequest): GenerationEvents {
  return request.stop.length === 0 ? events : untilStop(events, request);
}

async function* untilStop(events: GenerationEvents, request: GenerationRequest): GenerationEvents {
  let scanner = new StopScanner(request.stop);
  const written: string[] = [];
  const take = (event: GenerationEvent, out: GenerationEvent[]): void => {
    if ("delta" in event) written.push(event.delta);
    if (event.type === "text-start") scanner = new StopScanner(request.stop);
    if (event.type !== "text-delta" && event.type !== "text-end") {
      out.push(event);
      return;
    }
    const delta = scanner.push(event.type === "text-delta" ? event.delta : "", event.type === "text-end");
    if (delta !== "") out.push({ type: "text-delta", id: event.id, delta });
    if (event.type === "text-end" || scanner.isStopped) out.push({ type: "text-end", id: event.id });
  };
  yield* throughStage(events, { take, isOver: () => scanner.isStopped });
  if (scanner.isStopped) yield [{ type: "finish", reason: "stop", usage: await estimateUsage(request, written.join("")) }];
}

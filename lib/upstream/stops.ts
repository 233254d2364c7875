import type { GenerationEvents } from "@/lib/generation/event";
import type { GenerationRequest } from "@/lib/generation/request";
import { StopScanner } from "@/lib/generation/stop-scanner";
import { estimateUsage } from "./estimate-usage";

/**
 * The events up to the first of the request's stop sequences, for servers that know none, or do not always obey. What is cut off is not
 * waited for: the answer is ended, and its tokens are counted here.
 */
export async function* withStops(events: GenerationEvents, request: GenerationRequest): GenerationEvents {
  if (request.stop.length === 0) return yield* events;
  let scanner = new StopScanner(request.stop);
  const written: string[] = [];
  for await (const event of events) {
    if ("delta" in event) written.push(event.delta);
    if (event.type === "text-start") scanner = new StopScanner(request.stop);
    if (event.type !== "text-delta" && event.type !== "text-end") {
      yield event;
      continue;
    }
    const delta = scanner.push(event.type === "text-delta" ? event.delta : "", event.type === "text-end");
    if (delta !== "") yield { type: "text-delta", id: event.id, delta };
    if (event.type === "text-end" || scanner.isStopped) yield { type: "text-end", id: event.id };
    if (!scanner.isStopped) continue;
    yield { type: "finish", reason: "stop", usage: await estimateUsage(request, written.join("")) };
    return;
  }
}

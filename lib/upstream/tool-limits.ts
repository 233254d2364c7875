import type { GenerationEvent, GenerationEvents } from "@/lib/generation/event";
import type { GenerationRequest } from "@/lib/generation/request";
import { throughStage } from "@/lib/generation/stage";

/**
 * Holds a model to the caller's limits on tools, whatever the provider lets through: no call where there may be none,
 * no call of a tool that was not offered, not allowed or not the one that was named, no second call when parallel calls are off, no more than `toolCallsMax`.
 */
export function withToolLimits(events: GenerationEvents, request: GenerationRequest): GenerationEvents {
  // The loop of hosted tools holds its model to them itself: it answers a call that may not be.
  if (request.hosted) return events;
  const allowed = callableNames(request);
  const keptMax = Math.min(request.parallelToolCalls ? Number.POSITIVE_INFINITY : 1, request.toolCallsMax ?? Number.POSITIVE_INFINITY);
  const dropped = new Set<string>();
  let kept = 0;
  const take = (event: GenerationEvent, out: GenerationEvent[]): void => {
    if (event.type === "tool-call-start") {
      if (!allowed.has(event.name) || kept >= keptMax) dropped.add(event.id);
      else kept += 1;
    }
    if (dropped.size > 0 && "id" in event && dropped.has(event.id)) return;
    if (event.type === "finish" && event.reason === "tool-calls" && kept === 0) out.push({ ...event, reason: "stop" });
    else out.push(event);
  };
  return throughStage(events, { take });
}

function callableNames(request: GenerationRequest): Set<string> {
  const { toolChoice } = request;
  if (toolChoice === "none") return new Set();
  const offered = offeredTools(request).map(({ name }) => name);
  return new Set(typeof toolChoice === "string" ? offered : offered.filter((name) => name === toolChoice.name));
}

/** The tools the model may know of: all, or those `allowed_tools` names. */
export function offeredTools(request: GenerationRequest): GenerationRequest["tools"] {
  const { allowedTools, tools } = request;
  return allowedTools === null ? tools : tools.filter((tool) => allowedTools.includes(tool.name));
}

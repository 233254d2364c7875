import type { GenerationEvent, GenerationEvents } from "@/lib/generation/event";
import type { GenerationRequest } from "@/lib/generation/request";

/**
 * Holds a model to the caller's limits on tools, whatever the provider lets through: no call where there may be none,
 * no call of a tool that was not offered, not allowed or not the one that was named, no second call when parallel calls are off, no more than `toolCallsMax`.
 */
export async function* withToolLimits(events: GenerationEvents, request: GenerationRequest): AsyncGenerator<GenerationEvent> {
  const allowed = callableNames(request);
  const keptMax = Math.min(request.parallelToolCalls ? Number.POSITIVE_INFINITY : 1, request.toolCallsMax ?? Number.POSITIVE_INFINITY);
  const dropped = new Set<string>();
  let kept = 0;
  for await (const event of events) {
    if (event.type === "tool-call-start") {
      if (!allowed.has(event.name) || kept >= keptMax) dropped.add(event.id);
      else kept += 1;
    }
    if ("id" in event && dropped.has(event.id)) continue;
    if (event.type === "finish" && event.reason === "tool-calls" && kept === 0) yield { ...event, reason: "stop" };
    else yield event;
  }
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

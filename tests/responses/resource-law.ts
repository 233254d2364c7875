import type { ResponseResource } from "@/lib/embed/responses/resource";

const NEVER_NULL = [
  "id",
  "object",
  "created_at",
  "status",
  "model",
  "output",
  "tools",
  "tool_choice",
  "truncation",
  "parallel_tool_calls",
  "text",
  "top_p",
  "presence_penalty",
  "frequency_penalty",
  "top_logprobs",
  "temperature",
  "store",
  "background",
  "service_tier",
  "metadata",
] as const satisfies (keyof ResponseResource)[];
const KEYS = [
  ...NEVER_NULL,
  "completed_at",
  "incomplete_details",
  "previous_response_id",
  "instructions",
  "error",
  "reasoning",
  "usage",
  "max_output_tokens",
  "max_tool_calls",
  "safety_identifier",
  "prompt_cache_key",
] as const satisfies (keyof ResponseResource)[];

/** Throws unless the response has every key that the contracts want, none null that may not be, and a state that agrees with itself. */
export function assertResource(response: ResponseResource): void {
  for (const key of KEYS) if (!(key in response)) throw new Error(`The response has no '${key}'.`);
  for (const key of NEVER_NULL)
    if (response[key] === null || response[key] === undefined) throw new Error(`'${key}' of the response is null.`);
  if (response.object !== "response" || !/^resp_\w+$/.test(response.id)) throw new Error("The response has no proper id or object.");
  if (!Number.isInteger(response.created_at)) throw new Error("'created_at' is not in whole seconds.");
  assertEnd(response);
  assertUsage(response);
}

function assertEnd({ status, completed_at, created_at, incomplete_details, error }: ResponseResource): void {
  if (status === "completed") {
    if (!Number.isInteger(completed_at) || (completed_at ?? 0) < created_at)
      throw new Error("A completed response has no proper 'completed_at'.");
  } else if (completed_at !== null) throw new Error(`A response that is ${status} has a 'completed_at'.`);
  if ((status === "incomplete") !== (incomplete_details !== null))
    throw new Error(`A response that is ${status} has these incomplete_details: ${JSON.stringify(incomplete_details)}.`);
  if ((status === "failed") !== (error !== null)) throw new Error(`A response that is ${status} has this error: ${JSON.stringify(error)}.`);
}

function assertUsage({ status, usage }: ResponseResource): void {
  if (status === "completed" && usage === null) throw new Error("A completed response has no usage.");
  if (usage === null) return;
  const { input_tokens, output_tokens, total_tokens, input_tokens_details, output_tokens_details } = usage;
  if (total_tokens !== input_tokens + output_tokens) throw new Error("The total of the usage is not the sum.");
  if (!(input_tokens_details.cached_tokens <= input_tokens) || !(output_tokens_details.reasoning_tokens <= output_tokens))
    throw new Error("A part of the usage is more than the whole.");
  if (typeof input_tokens_details.cache_write_tokens !== "number") throw new Error("The usage has no 'cache_write_tokens'.");
}

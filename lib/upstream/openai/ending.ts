import { z } from "zod/v4";
import { ApiError } from "@/lib/errors";
import type { FinishReason, Usage } from "@/lib/generation/event";
import { isRecord, plainText } from "@/lib/json";
import { failedMidStream, rejected } from "../rejection";
import type { Endpoint } from "../transport";

const Count = z.number().int().nonnegative();
const WireUsage = z.object({
  input_tokens: Count,
  output_tokens: Count,
  input_tokens_details: z.object({ cached_tokens: Count.nullish(), cache_write_tokens: Count.nullish() }).nullish(),
  output_tokens_details: z.object({ reasoning_tokens: Count.nullish() }).nullish(),
});

/** Returns the counted tokens; null where none can be read. */
export function usageOf(value: unknown): Usage | null {
  const { data } = WireUsage.safeParse(value);
  if (!data) return null;
  return {
    inputTokens: data.input_tokens,
    cachedTokens: data.input_tokens_details?.cached_tokens ?? 0,
    cacheWriteTokens: data.input_tokens_details?.cache_write_tokens ?? 0,
    outputTokens: data.output_tokens,
    reasoningTokens: data.output_tokens_details?.reasoning_tokens ?? 0,
  };
}

const REASONS: Readonly<Record<string, FinishReason>> = {
  max_output_tokens: "length",
  max_tokens: "length",
  length: "length",
  content_filter: "content-filter",
};

/** Returns how an answer ended; throws `upstream_failed` for an end that is not understood, which is no success. */
export function endOf(endpoint: Endpoint, status: string, response: Record<string, unknown>, isRefused: boolean): FinishReason {
  const details = isRecord(response.incomplete_details) ? response.incomplete_details : {};
  const reason = typeof details.reason === "string" ? details.reason : null;
  if (status === "completed" || status === "done") return isRefused ? "content-filter" : "stop";
  const known = status === "incomplete" && reason !== null ? REASONS[reason] : undefined;
  if (known) return known;
  throw new ApiError("upstream_failed", `${endpoint.name} ended the answer as '${status}' (${(reason ?? "no reason").slice(0, 100)}).`);
}

/** The status that an error in a stream would have had, by its code. */
const STATUS_OF_CODE: readonly [RegExp, number][] = [
  [/^(?:rate_limit_exceeded|slow_down|insufficient_quota)$/, 429],
  [/^(?:server_is_overloaded|overloaded)$/, 503],
  [/^(?:invalid_|unsupported_|unknown_|context_length_|image_)|_policy|_too_large$|_too_long$/, 400],
];

/** Returns what an error in a stream means to our client, flat or as a response holds it. */
export function failureOf(endpoint: Endpoint, value: unknown): ApiError {
  const error = isRecord(value) ? value : {};
  const named = [error.code, error.type].find((code) => typeof code === "string" && code !== "error" && code !== "invalid_request_error");
  const status = STATUS_OF_CODE.find(([code]) => code.test(plainText(named)))?.[1] ?? (error.type === "invalid_request_error" ? 400 : null);
  if (status !== null) return rejected(endpoint, status, JSON.stringify({ error: { message: error.message } }), null);
  // What ran out of time is a tool of theirs, not our waiting for them.
  const isTheirs = named === undefined || /^server_error$|_timeout$/.test(plainText(named));
  return failedMidStream(endpoint, isTheirs ? { message: error.message ?? "The response failed." } : value);
}

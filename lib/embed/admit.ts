import { ApiError } from "@/lib/errors";
import { instructionsOf } from "@/lib/generation/instructions";
import type { Item } from "@/lib/generation/item";
import { readText } from "@/lib/generation/read-text";
import type { GenerationRequest } from "@/lib/generation/request";
import { withUiPrompt } from "@/lib/genui/prompt/prompt";
import type { UsageNote } from "@/lib/http/usage-note";
import { admit } from "@/lib/limits/admission";
import type { Reservation } from "@/lib/limits/mutations";
import type { Principal } from "@/lib/principal";
import { resolveModel } from "@/lib/upstream/models";
import { stored } from "./storage";

/** What an answer is expected to have where the request names no maximum. */
const ANSWER_TOKENS = 4_096;
/** Text has more bytes for each token than this in every language, so that what is reserved is seldom too little. */
const BYTES_PER_TOKEN = 3;
/** About what a picture or a file of some pages is read as. */
const ATTACHMENT_TOKENS = 1_500;

interface Asking {
  principal: Principal;
  usage: UsageNote;
  /** Gets what the client is told of its limits, whatever comes of it. */
  headers?: Record<string, string> | undefined;
  leaseMs: number;
}

/**
 * Takes a place for a request under its caller's limits, before a model is asked: `usage.admission` gives it back. Without limits nothing is
 * done, and `read` is not called. Throws what `resolveModel` throws, 429 `rate_limit_exceeded` or `insufficient_quota`, and 403 `price_unknown` for a model that a budget can't
 * be kept with.
 */
export async function takePlace({ principal, usage, headers, leaseMs }: Asking, read: () => Promise<GenerationRequest>): Promise<void> {
  const { limits } = principal;
  if (!limits) return;
  const reservation = reserve(
    await read(),
    limits.some(({ limits: of }) => of.dayMicros !== null || of.monthMicros !== null),
  );
  const admitted = await stored(admit(usage.requestId, limits, reservation, leaseMs));
  if (headers) Object.assign(headers, admitted.headers);
  if (admitted.refusal) throw admitted.refusal;
  usage.admission = admitted.admission;
}

function reserve(request: GenerationRequest, hasBudget: boolean): Reservation {
  // Nothing is counted for a model that does not exist.
  const resolved = resolveModel(request.model);
  const inputTokens = inputTokensOf(request);
  const outputTokens = request.maxOutputTokens ?? ANSWER_TOKENS;
  const tokens = inputTokens + outputTokens;
  if (!hasBudget) return { tokens, micros: 0 };
  const micros = resolved.micros({ inputTokens, outputTokens, cachedTokens: 0, reasoningTokens: 0 });
  if (micros === null) {
    throw new ApiError(
      "price_unknown",
      "A budget holds for this request, but nobody knows what the model costs. Choose one whose price is known.",
      {
        param: "model",
      },
    );
  }
  return { tokens, micros };
}

/** Not counted to the token, which would take as long as asking some models does: what was really read counts in the end. */
function inputTokensOf(request: GenerationRequest): number {
  const asked = request.outputFormat.type === "text" ? withUiPrompt(request, undefined, "full") : request;
  const texts = [instructionsOf(asked) ?? "", JSON.stringify(asked.tools), ...asked.input.map(readText)];
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return Math.ceil(bytes / BYTES_PER_TOKEN) + asked.input.map(attachments).reduce((sum, count) => sum + count, 0) * ATTACHMENT_TOKENS;
}

function attachments(item: Item): number {
  const content = item.type === "message" ? item.content : item.type === "function_call_output" ? item.output : [];
  return typeof content === "string" ? 0 : content.filter(({ type }) => type === "input_image" || type === "input_file").length;
}

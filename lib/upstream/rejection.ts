import { ApiError } from "@/lib/errors";
import { isRecord } from "@/lib/json";
import { redact } from "@/lib/redact";
import { isGiven, statusIn, wordsOf } from "./failure-words";
import { Refusal } from "./refusal";
import type { Endpoint } from "./transport";

const QUOTED_CHARS_MAX = 300;
/** What is shorter is a version or a switch, and no key. */
const KEY_CHARS_MIN = 12;

/**
 * What a provider's error status means to our client. Its own message is passed on, since it says what to change or how long to wait, but
 * not for 401 and 403, where it may show part of a key.
 */
export function rejected(endpoint: Endpoint, status: number, text: string, retryAfterMs: number | null): ApiError {
  const cause = new Refusal(endpoint.name, status, text);
  const words = messageOf(text, status);
  const quoted = quote(endpoint, words);
  if (status === 401 || status === 403) {
    return new ApiError("upstream_auth_error", `${endpoint.name} refused this server's credentials. Check ${endpoint.setting}.`, { cause });
  }
  if (status === 402 || (status === 429 && isOutOfCredit(text))) {
    return new ApiError("upstream_out_of_credit", `${endpoint.name} has no credit left for this server${quoted}`, { cause });
  }
  if (status === 404 && (words === null || isAboutPath(words))) {
    const message = `Nothing is at this path of ${endpoint.name}. Check ${endpoint.setting}: such an address mostly ends in /v1.`;
    return new ApiError("upstream_failed", message, { cause });
  }
  if (status === 404) {
    return new ApiError("model_not_found", `${endpoint.name} does not know this model${quoted}`, { param: "model", cause });
  }
  if (status === 400 || status === 413 || status === 422) {
    return new ApiError("upstream_rejected", `${endpoint.name} refused the request${quoted}`, { cause });
  }
  if (status === 408 || status === 504) {
    return new ApiError("upstream_timeout", `${endpoint.name} did not answer in time.`, { cause });
  }
  if (status === 429 || status === 503 || status === 529) {
    const when = retryAfterMs === null ? "Try again." : `Try again in ${Math.max(1, Math.ceil(retryAfterMs / 1_000))} s.`;
    const message = `${endpoint.name} is overloaded or limits this server's rate${quoted} ${when}`;
    return new ApiError("upstream_overloaded", message, { cause, retryAfterMs: retryAfterMs ?? 1_000 });
  }
  if (status >= 300 && status < 400) {
    const message = `${endpoint.name} redirects to another address, which is not followed. Check ${endpoint.setting}.`;
    return new ApiError("upstream_failed", message, { cause });
  }
  return new ApiError("upstream_failed", `${endpoint.name} failed with status ${status}${quoted}`, { cause });
}

/** Whether a 404 says no more than that nothing is there, or that the address is wrong. */
function isAboutPath(words: string): boolean {
  return /^(?:404:? )?(?:page )?not found\.?$|\binvalid url\b|\bunknown (?:request )?url\b/i.test(words.trim());
}

/** A rate that no waiting lifts. */
function isOutOfCredit(text: string): boolean {
  return /"(?:insufficient_quota|billing_hard_limit_reached|insufficient_balance|exceeded_current_quota_error)"/.test(text);
}

/** The provider's own words at the end of a sentence of ours; what they repeat of a key is left out. */
function quote(endpoint: Endpoint, words: string | null): string {
  if (!words) return ".";
  const keys = Object.values(endpoint.headers).map((value) => value.slice(value.lastIndexOf(" ") + 1));
  const shown = keys.reduce((rest, key) => (key.length >= KEY_CHARS_MIN ? rest.replaceAll(key, "[redacted]") : rest), words);
  return `: ${redact(shown).slice(0, QUOTED_CHARS_MAX)}`;
}

/** What an error body says. One that is no JSON is words only where the request was at fault; else it may be anything. */
function messageOf(text: string, status: number): string | null {
  try {
    return wordsOf(JSON.parse(text));
  } catch {
    const plain = text.trim();
    const isShort = plain !== "" && plain.length <= QUOTED_CHARS_MAX && !/[<{\n]/.test(plain);
    return isShort && status >= 400 && status < 500 ? plain : null;
  }
}

/**
 * An error that came in place of an answer or of a piece of one, in whatever shape: what the status that it names would mean, else
 * that the provider failed. Its own words are quoted.
 */
export function failedMidStream(endpoint: Endpoint, detail: unknown): ApiError {
  const text = JSON.stringify(detail) ?? "";
  const status = statusIn(detail);
  if (status !== null) return rejected(endpoint, status, text, null);
  return new ApiError("upstream_failed", `${endpoint.name} failed during the answer${quote(endpoint, wordsOf(detail))}`, {
    cause: new Error(text.slice(0, 2_000)),
  });
}

/** Whether an object in place of a piece of an answer says that something failed. */
export function saysFailure(value: Record<string, unknown>): boolean {
  if (isGiven(value.error) || value.object === "error" || value.type === "error") return true;
  if (isRecord(value.base_resp) && isGiven(value.base_resp.status_code)) return true;
  if (isGiven(value.choices)) return false;
  if (isGiven(value.errors) || isGiven(value.detail)) return true;
  return ["message", "msg", "error_msg", "error_message"].some((name) => typeof value[name] === "string" && isGiven(value[name]));
}

import { ApiError } from "@/lib/errors";
import { isRecord } from "@/lib/json";
import { redact } from "@/lib/redact";
import type { Endpoint } from "./transport";

const QUOTED_CHARS_MAX = 300;
/** What is shorter is a version or a switch, and no key. */
const KEY_CHARS_MIN = 12;

/**
 * What a provider's error status means to our client. Its own message is passed on, since it says what to change or how long to wait, but
 * not for 401 and 403, where it may show part of a key.
 */
export function rejected(endpoint: Endpoint, status: number, text: string, retryAfterMs: number | null): ApiError {
  const cause = new Error(`${endpoint.name} answered ${status}: ${text.slice(0, 2_000)}`);
  if (status === 401 || status === 403) {
    return new ApiError("upstream_auth_error", `${endpoint.name} refused this server's credentials. Check ${endpoint.setting}.`, { cause });
  }
  if (status === 404 && !isAboutModel(text)) {
    const message = `Nothing is at this path of ${endpoint.name}. Check ${endpoint.setting}: such an address mostly ends in /v1.`;
    return new ApiError("upstream_failed", message, { cause });
  }
  if (status === 404) {
    return new ApiError("model_not_found", `${endpoint.name} does not know this model${quoted(endpoint, text)}`, { param: "model", cause });
  }
  if (status === 400 || status === 413 || status === 422) {
    return new ApiError("upstream_rejected", `${endpoint.name} refused the request${quoted(endpoint, text)}`, { cause });
  }
  if (status === 408 || status === 504) {
    return new ApiError("upstream_timeout", `${endpoint.name} did not answer in time.`, { cause });
  }
  if (status === 429 || status === 503 || status === 529) {
    const when = retryAfterMs === null ? "Try again." : `Try again in ${Math.max(1, Math.ceil(retryAfterMs / 1_000))} s.`;
    return new ApiError(
      "upstream_overloaded",
      `${endpoint.name} is overloaded or limits this server's rate${quoted(endpoint, text)} ${when}`,
      {
        cause,
        retryAfterMs: retryAfterMs ?? 1_000,
      },
    );
  }
  if (status >= 300 && status < 400) {
    const message = `${endpoint.name} redirects to another address, which is not followed. Check ${endpoint.setting}.`;
    return new ApiError("upstream_failed", message, { cause });
  }
  return new ApiError("upstream_failed", `${endpoint.name} failed with status ${status}${quoted(endpoint, text)}`, { cause });
}

/** Whether a 404 has words of its own to say; a server that has nothing at a path answers with a page, or with no more than that. */
function isAboutModel(text: string): boolean {
  const message = messageOf(text);
  return message !== null && !/^(?:404 )?(?:page )?not found\.?$|\binvalid url\b|\bunknown (?:request )?url\b/i.test(message);
}

/** The provider's own message, found in the shapes that OpenAI, Anthropic and Google use; what it repeats of a key is left out. */
function quoted(endpoint: Endpoint, text: string): string {
  const message = messageOf(text);
  if (!message) return ".";
  const keys = Object.values(endpoint.headers).map((value) => value.slice(value.lastIndexOf(" ") + 1));
  const shown = keys.reduce((rest, key) => (key.length >= KEY_CHARS_MIN ? rest.replaceAll(key, "[redacted]") : rest), message);
  return `: ${redact(shown).slice(0, QUOTED_CHARS_MAX)}`;
}

function messageOf(text: string): string | null {
  try {
    const body: unknown = JSON.parse(text);
    const first: unknown = Array.isArray(body) ? body[0] : body;
    const error: unknown = isRecord(first) ? first.error : null;
    if (typeof error === "string") return error;
    return isRecord(error) && typeof error.message === "string" ? error.message : null;
  } catch {
    return null;
  }
}

const OVERLOADED_TYPES = new Set(["overloaded_error", "rate_limit_error"]);
const BUSY_STATUSES = new Set([408, 429, 503, 504, 529]);

/** An error object inside a stream that began well; Google and OpenRouter write the status it would have been in it. */
export function failedMidStream(endpoint: Endpoint, detail: unknown): ApiError {
  const { type, code } = isRecord(detail) ? detail : {};
  if (typeof code === "number" && BUSY_STATUSES.has(code)) return rejected(endpoint, code, JSON.stringify(detail), null);
  const isOverloaded = typeof type === "string" && OVERLOADED_TYPES.has(type);
  return new ApiError(isOverloaded ? "upstream_overloaded" : "upstream_failed", `${endpoint.name} failed during the answer.`, {
    cause: new Error(JSON.stringify(detail)?.slice(0, 2_000)),
  });
}

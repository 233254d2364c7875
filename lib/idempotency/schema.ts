import { createHash } from "node:crypto";
import { ApiError } from "@/lib/errors";

const KEY_CHARACTERS_MAX = 255;
const PRINTABLE = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/** A request that named itself by the header `Idempotency-Key`. */
export interface NamedRequest {
  key: string;
  endpoint: string;
  /** SHA-256 of the body, whatever order its members came in. */
  bodyHash: Uint8Array<ArrayBuffer>;
}

/** A request that takes its name, after an earlier one of that name which came to nothing: `replaced` is what that had created. */
export interface Claim {
  request: NamedRequest;
  replaced: string | null;
}

/** Null without the header; throws 400 for a value that can't be kept. */
export function toNamedRequest(key: string | null, endpoint: string, body: unknown): NamedRequest | null {
  if (key === null) return null;
  if (key.length > KEY_CHARACTERS_MAX || !PRINTABLE.test(key)) {
    throw new ApiError("invalid_value", `Idempotency-Key takes 1 to ${KEY_CHARACTERS_MAX} printable ASCII characters.`, {
      param: "Idempotency-Key",
    });
  }
  return { key, endpoint, bodyHash: Uint8Array.from(createHash("sha256").update(canonicalJson(body)).digest()) };
}

export function keyReused(): ApiError {
  return new ApiError("idempotency_key_reused", "This Idempotency-Key was used for a request with another body or to another endpoint.", {
    param: "Idempotency-Key",
  });
}

export function stillAtWork(): ApiError {
  return new ApiError("idempotency_in_progress", "The first request with this Idempotency-Key is still at work. Try again shortly.", {
    param: "Idempotency-Key",
    retryAfterMs: 1_000,
  });
}

/** JSON text that is the same for equal values. A body's depth is limited before it gets here. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const texts = members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${texts.join(",")}}`;
}

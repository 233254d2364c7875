import { isUtf8 } from "node:buffer";
import { ApiError } from "@/lib/errors";
import { readLongJson } from "@/lib/long-json";
import type { Exchange } from "./exchange";
import { type JsonDefect, scanJson } from "./json-scan";

/** The largest body the API takes. */
export const BODY_BYTES_MAX = 8 * 1024 * 1024;
/** What is checked member by member afterwards: as many as cost some milliseconds, and far more than any client sends. */
const LIMITS = { depthMax: 64, valuesMax: 25_000, membersMax: 5_000 };

const DEFECTS: Record<JsonDefect, string> = {
  too_deep: `The body is nested deeper than ${LIMITS.depthMax} levels.`,
  too_many_values: `The body holds more than ${LIMITS.valuesMax} values.`,
  too_many_members: `An array or object of the body holds more than ${LIMITS.membersMax} values.`,
  nul: "The body contains a NUL character (\\u0000).",
  lone_surrogate: "The body contains half of a surrogate pair, which is no character.",
  broken: "The body is not valid JSON.",
};

export function bodyTooLarge(bytesMax: number): ApiError {
  return new ApiError("body_too_large", `The body is larger than ${bytesMax} bytes.`);
}

/** Refuses by Content-Length, before anything is read. */
export function assertDeclaredSize(exchange: Exchange, bytesMax: number): void {
  if (Number(exchange.header("content-length") ?? 0) > bytesMax) throw bodyTooLarge(bytesMax);
}

/**
 * Reads the body as JSON, once: nothing but the parsed value is used afterwards, so that of two equal keys
 * the last one counts everywhere. No body at all is `whenEmpty`, if that is given. Throws `unsupported_media_type`, `body_too_large` or `invalid_json`.
 */
export async function readJson(exchange: Exchange, bytesMax: number, { whenEmpty }: { whenEmpty?: unknown } = {}): Promise<unknown> {
  const mediaType = (exchange.header("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase();
  const isJson = mediaType === "application/json";
  // A body that is not there need not say what it is; of any other that is asked before it is read.
  const bytes = isJson || whenEmpty !== undefined ? await exchange.readBody(bytesMax) : null;
  if (bytes?.byteLength === 0 && whenEmpty !== undefined) return whenEmpty;
  if (!isJson || bytes === null) {
    throw new ApiError("unsupported_media_type", "The body must be JSON, sent with content-type: application/json.");
  }
  return await parseJson(bytes);
}

/** Resolves to the value of a JSON text. Throws `invalid_json`, also for what would be JSON but harms: too deep, too many values, NUL, half characters. */
export async function parseJson(bytes: Uint8Array): Promise<unknown> {
  const text = withoutMark(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (!isUtf8(text)) throw new ApiError("invalid_json", "The body is not valid UTF-8.");
  const { defect, strings } = await scanJson(text, LIMITS);
  if (defect) throw new ApiError("invalid_json", DEFECTS[defect]);
  try {
    return await readLongJson(text, strings);
  } catch {
    // The parser's own message quotes the body, which may hold what nobody should read in a log.
    throw new ApiError("invalid_json", DEFECTS.broken);
  }
}

/** Some editors put a byte order mark before everything they save. */
function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

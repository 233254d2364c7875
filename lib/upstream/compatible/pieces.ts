import { ApiError } from "@/lib/errors";
import { isRecord } from "@/lib/json";
import { isEndMark } from "../end-mark";
import { failedMidStream } from "../rejection";
import type { Endpoint } from "../transport";

/** Stands for the mark that ends a stream. */
export const END_MARK = Symbol("end of the stream");

const KEEP_ALIVE = /^[\s:"'([]*(?:keep-?alive|ping|pong|heartbeat|processing|waiting|loading|connected|openrouter processing)\b/i;
const FAILURE_NAME = /error|fail|exception/i;
const MESSAGE_NAME = /^(?:|message|data|chunk|delta|completion|chat\.completion\.chunk)$/i;

/**
 * The pieces of an answer that an event holds; none in one that only keeps the connection alive, whatever it says. Throws for an
 * event that tells of a failure by its name, and for data that nobody can read.
 */
export function piecesIn(
  { data, event = "" }: { data: string; event?: string | undefined },
  endpoint: Endpoint,
): (Record<string, unknown> | typeof END_MARK)[] {
  if (isEndMark(data)) return [END_MARK];
  if (event !== "" && FAILURE_NAME.test(event)) throw failedMidStream(endpoint, parse(data) ?? data);
  const value = parse(data);
  if (isRecord(value)) return [value];
  if (data.trim() === "") return [];
  // Some leave out the blank lines between events, so that one has the data of several.
  const values = value === undefined ? data.split("\n").map((line) => parseLine(line)) : [value];
  return values.flatMap((one) => read(one, { data, event }, endpoint));
}

function read(value: unknown, source: { data: string; event: string }, endpoint: Endpoint): (Record<string, unknown> | typeof END_MARK)[] {
  if (value === END_MARK) return [END_MARK];
  if (isRecord(value)) return [value];
  if (Array.isArray(value)) return value.flatMap((item) => read(item, source, endpoint));
  if (value === null || value === "") return [];
  const inner = typeof value === "string" ? parse(value) : undefined;
  if (isRecord(inner)) return [inner];
  if (!MESSAGE_NAME.test(source.event) || KEEP_ALIVE.test(source.data)) return [];
  throw new ApiError("upstream_failed", `${endpoint.name} sent something that is not JSON.`, {
    cause: new Error(source.data.slice(0, 2_000)),
  });
}

function parseLine(line: string): unknown {
  if (line.trim() === "") return null;
  return isEndMark(line) ? END_MARK : parse(line);
}

/** Undefined for what is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

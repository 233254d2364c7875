import pino from "pino";
import { redact, shortPath, shortText } from "@/lib/redact";

const MEMBERS_MAX = 30;
const DEPTH_MAX = 4;

/**
 * JSON lines on stdout, secrets removed from the finished line, so that no field can carry one out. What a stranger's request decides
 * the length of, its path and what an error quotes of it, is cut before that.
 */
export const log = pino(
  {
    level: process.env.LOG_LEVEL ?? "info",
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: {
      path: (path: unknown) => (typeof path === "string" ? shortPath(path) : path),
      err: (error: unknown) => shortened(error instanceof Error ? pino.stdSerializers.err(error) : error, DEPTH_MAX),
    },
  },
  { write: (line: string) => void process.stdout.write(redact(line)) },
);

/** Errors of libraries carry whole requests and answers with them. */
function shortened(value: unknown, depth: number): unknown {
  if (typeof value === "string") return shortText(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return "…";
  if (Array.isArray(value)) return value.slice(0, MEMBERS_MAX).map((item) => shortened(item, depth - 1));
  const members = Object.entries(value).slice(0, MEMBERS_MAX);
  return Object.fromEntries(members.map(([name, member]) => [shortPath(name), shortened(member, depth - 1)]));
}

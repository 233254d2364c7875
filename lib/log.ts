import pino from "pino";

/** Everything that looks like a secret of ours, of a provider, or of a session. */
const SECRET =
  /\b(?:vtr_(?:live|test)_[0-9A-Za-z]{8,}|sk-[\w-]{8,}|AIza[\w-]{8,})|Bearer\s+\S+|next-auth\.session-token=[^;\s]+|(?<=\/sign-in\/link[?/]\S*?)[\w-]{20,}/g;

/** Replaces every secret in `text` by a fixed mark. */
export function redact(text: string): string {
  return text.replace(SECRET, "[redacted]");
}

/** JSON lines on stdout, secrets removed from the finished line, so that no field can carry one out. */
export const log = pino(
  { level: process.env.LOG_LEVEL ?? "info", base: null, timestamp: pino.stdTimeFunctions.isoTime },
  { write: (line: string) => void process.stdout.write(redact(line)) },
);

import { unescape } from "./envelope";

/** How a model escaped a program that needs no escape: as XML, or as the inside of a JSON string. */
export type Escaping = "none" | "entities" | "backslashes";

/** What the first line of a statement says; inside an envelope entities are expected wherever they are. */
export function escapingOf(line: string, isEnvelope: boolean): Escaping {
  const first = /&quot;|&#34;|\\?["']/.exec(line)?.[0] ?? "";
  if (first.startsWith("&")) return "entities";
  if (first.startsWith("\\")) return "backslashes";
  return isEnvelope && line.includes("&quot;") ? "entities" : "none";
}

export function decoded(line: string, escaping: Escaping): string {
  if (escaping === "entities") return unescape(line);
  return escaping === "backslashes" ? line.replace(/\\(["'\\])/g, "$1") : line;
}

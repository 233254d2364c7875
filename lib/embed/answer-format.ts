import { z } from "zod/v4";
import { ANSWER_FORMATS, type AnswerFormat, type GenerationRequest } from "@/lib/generation/request";
import type { Call } from "@/lib/http/api-route";
import { readQuery } from "./query";

const MARKDOWN = "text/markdown";
const QUALITY = /;\s*q=([01](?:\.\d{0,3})?)\s*(?:;|$)/i;

/** What the query of a request for an answer may hold; all else in it is passed over. */
export const FormatQuery = z.object({
  format: z.enum(ANSWER_FORMATS).optional().describe("`markdown`: what the interface shows, in words and tables."),
});

/** How a request wants its answer. */
export interface WantedFormat {
  /** What the query says; null when it says nothing. */
  asked: AnswerFormat | null;
  /** Whether `Accept` prefers Markdown to JSON. */
  isMarkdownPreferred: boolean;
}

/** Reads what query and headers say of the answer's form. Throws 400 for a `format` that is not known. */
export function wantedFormat({ query, header }: Pick<Call<unknown>, "query" | "header">): WantedFormat {
  const given = new URLSearchParams(query.getAll("format").map((value) => ["format", value]));
  return { asked: readQuery(FormatQuery, given).format ?? null, isMarkdownPreferred: prefersMarkdown(header("accept") ?? "") };
}

/** The request in the format that is wanted: the query counts most, then `metadata.thesys`, then `Accept`. */
export function inFormat(request: GenerationRequest, { asked, isMarkdownPreferred }: WantedFormat): GenerationRequest {
  const format = asked ?? request.ui.format ?? (isMarkdownPreferred ? "markdown" : null);
  return format === request.ui.format ? request : { ...request, ui: { ...request.ui, format } };
}

/** Whether Markdown is named, and neither JSON nor a stream of events is wanted more, or as much and first. */
function prefersMarkdown(accept: string): boolean {
  if (!accept.includes("markdown")) return false;
  const ranges = accept.split(",").map((range) => ({
    type: range.split(";")[0]?.trim().toLowerCase(),
    quality: Number(QUALITY.exec(range)?.[1] ?? 1),
  }));
  const named = ranges.filter(({ type }) => type === MARKDOWN || type === "application/json" || type === "text/event-stream");
  const best = named.reduce((most, { quality }) => Math.max(most, quality), 0);
  return best > 0 && named.find(({ quality }) => quality === best)?.type === MARKDOWN;
}

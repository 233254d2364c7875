import { z } from "zod/v4";
import { optional, text } from "@/lib/parameter";
import { TEXT_CHARACTERS_MAX } from "./part-schema";

const NAME_CHARACTERS_MAX = 1_024;
const Name = text(NAME_CHARACTERS_MAX);
const Texts = text(TEXT_CHARACTERS_MAX);
const Names = z.array(text(8_192)).max(100);
/** How a call ended, as it was given out; what is unknown counts as completed. */
const Status = z.unknown().optional();

const hosted = <Type extends string>(type: Type) => ({ type: z.literal(type), id: optional(z.string()), status: Status });

const Action = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("search"),
    query: optional(text(8_192)),
    queries: optional(Names),
    sources: optional(z.array(z.object({ type: z.literal("url"), url: text(8_192) })).max(1_000)),
  }),
  z.object({ type: z.literal("open_page"), url: optional(text(8_192)) }),
  z.object({ type: z.literal("find_in_page"), url: text(8_192), pattern: text(8_192) }),
]);
const FileResult = z.object({
  file_id: optional(Name),
  filename: optional(Name),
  score: optional(z.number()),
  text: optional(Texts),
  attributes: optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
});
const CodeOutput = z.discriminatedUnion("type", [
  z.object({ type: z.literal("logs"), logs: Texts }),
  z.object({ type: z.literal("image"), url: Texts }),
]);
/** What hosted tools leave in an answer, as a client sends it back that keeps the dialogue itself. */
export const HOSTED_INPUTS = [
  z.object({ ...hosted("web_search_call"), action: optional(Action) }),
  z.object({ ...hosted("image_search_call"), queries: optional(Names), results: z.unknown().optional() }),
  z.object({ ...hosted("file_search_call"), queries: optional(Names), results: optional(z.array(FileResult).max(1_000)) }),
  z.object({
    ...hosted("code_interpreter_call"),
    container_id: optional(Name),
    code: optional(Texts),
    outputs: optional(z.array(CodeOutput).max(1_000)),
  }),
] as const;

export type HostedInput = z.output<(typeof HOSTED_INPUTS)[number]>;

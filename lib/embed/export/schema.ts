import { z } from "zod/v4";
import { optional, refusal, text } from "@/lib/parameter";

const CONTENT_CHARS_MAX = 250_000;
const TITLE_CHARS_MAX = 200;

const isLanguage = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
};

/** The body of `POST /v1/embed/export`: which answer, by itself or by the id of the response that has it, and how it shall look. */
export const ExportBody = z
  .strictObject({
    format: z.enum(["pdf", "html"]).describe("One PDF on A4, or one HTML file that needs nothing beside itself."),
    content: optional(text(CONTENT_CHARS_MAX)).describe("The answer as it came, with its envelope or without."),
    response_id: optional(text(100)).describe("The id of a stored response, in place of `content`."),
    title: optional(text(TITLE_CHARS_MAX)).describe("The document's heading; without it, the first heading of the answer."),
    model: optional(text(TITLE_CHARS_MAX)).describe("Who answered, for the line at the end; a stored response knows it by itself."),
    theme: optional(z.enum(["light", "dark"])).describe("Light unless given."),
    language: optional(
      z
        .string()
        .max(35)
        .refine(isLanguage, refusal("invalid_value", "Invalid 'language': it is not a language tag such as 'en' or 'pt-BR'.")),
    ).describe("The language of the answer, as a BCP 47 tag; English unless given."),
  })
  .superRefine(({ content, response_id }, context) => {
    const [hasContent, hasResponse] = [content ?? null, response_id ?? null].map((value) => value !== null);
    if (hasContent !== hasResponse) return;
    const code = hasContent ? "invalid_value" : "missing_required_parameter";
    const message = hasContent ? "Send either 'content' or 'response_id', not both." : "Send the answer as 'content', or a 'response_id'.";
    context.addIssue({ code: "custom", ...refusal(code, message), path: ["content"] });
  });
export type ExportBody = z.output<typeof ExportBody>;

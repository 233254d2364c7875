/**
 * The answer without `<custommarkdown>` elements, on which the renderer crashes. A stored or foreign answer may hold them;
 * an unclosed one, as in the middle of a stream, goes to the end.
 */
export function withoutCustomMarkdown(response: string): string {
  return response
    .replace(/<custom_?markdown\b[^>]*>[\s\S]*?(?:<\/custom_?markdown\s*>|$)/gi, "")
    .replace(/<\/?custom_?markdown\b[^>]*(?:>|$)/gi, "");
}

/** The form state the renderer appends to an answer: the inside of the last `<context>` element, still escaped. */
export function formContextOf(message: string): string | null {
  const start = message.lastIndexOf("<context>");
  const end = message.lastIndexOf("</context>");
  return start >= 0 && end > start ? message.slice(start + "<context>".length, end) : null;
}

/** The answer with form state as the renderer reads it back. */
export function withFormContext(response: string, formContext: string | null): string {
  return formContext === null ? response : `${response}\n<context>${formContext}</context>`;
}

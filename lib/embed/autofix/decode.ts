import { ApiError } from "@/lib/errors";
import { type CallerLibrary, chatLibrary, readLibrary } from "@/lib/genui/library/caller-library";
import { contentOf } from "@/lib/genui/read/envelope";
import type { AutofixBody } from "./schema";

const PROGRAM_CHARS_MAX = 100_000;

/** The program to be mended, the last message, and the library it is written for: the caller's, or the chat library. Throws 400. */
export function decode({ messages, library, stream }: AutofixBody): { program: string; library: CallerLibrary } {
  if (stream === true)
    throw new ApiError("unsupported_parameter", "Corrections are not streamed: stream must be false.", { param: "stream" });
  const last = messages.at(-1);
  if (last?.role !== "assistant")
    throw new ApiError("invalid_value", "The last message must be the assistant's: the program to be mended.", { param: "messages" });
  const text = textOf(last.content);
  if (text.trim() === "") throw new ApiError("invalid_value", "The last message has no text.", { param: "messages" });
  if (text.length > PROGRAM_CHARS_MAX)
    throw new ApiError("string_above_max_length", `The last message is longer than ${PROGRAM_CHARS_MAX} characters.`, {
      param: "messages",
    });
  const isGiven = library !== undefined && library !== null;
  return { program: contentOf(text), library: isGiven ? readLibrary(library, null, "library") : chatLibrary() };
}

/** The text of a message; parts of other kinds are left out. */
function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content
    .map((part: unknown) => (typeof part === "object" && part !== null && "text" in part && typeof part.text === "string" ? part.text : ""))
    .join("");
}

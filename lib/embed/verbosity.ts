import type { ChatCompletionCreateParams } from "openai/resources/chat/completions";
import type { z } from "zod/v4";
import { decided } from "@/lib/parameter";

type Official = NonNullable<ChatCompletionCreateParams["verbosity"]>;

export const Verbosity = decided<Official>({ low: "accepted", medium: "accepted", high: "accepted" });

const WISHES = {
  low: "Keep the answer short: the essential, and no more.",
  medium: null,
  high: "Answer at length, in detail.",
} as const satisfies Record<z.output<typeof Verbosity>, string | null>;

/** How long an answer shall be is a matter of words for most providers, so it is said in words to all; null when there is no wish. */
export function verbosityWish(verbosity: z.output<typeof Verbosity> | null | undefined): string | null {
  return verbosity == null ? null : WISHES[verbosity];
}

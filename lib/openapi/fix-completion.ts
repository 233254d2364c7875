import { z } from "zod/v4";
import { Problem } from "./report";

/** The answer of `POST /autofix`: a chat completion whose message is the mended program, with what was found. */
export const FixCompletion = z.object({
  id: z.string(),
  object: z.literal("chat.completion"),
  created: z.int().describe("Seconds since 1970"),
  model: z.string(),
  system_fingerprint: z.string().describe("This server and its version"),
  choices: z.array(
    z.object({
      index: z.int(),
      message: z.object({ role: z.literal("assistant"), content: z.string().nullable(), refusal: z.null() }),
      logprobs: z.null(),
      finish_reason: z.literal("stop"),
    }),
  ),
  usage: z.object({ prompt_tokens: z.int(), completion_tokens: z.int(), total_tokens: z.int() }),
  fix_summary: z.object({
    status: z.enum(["already_valid", "fixed", "fix_failed"]),
    fixed_errors: z.array(Problem),
    unfixed_errors: z.array(Problem),
  }),
});

import type { ChatCompletion } from "openai/resources/chat/completions";
import { SYSTEM_FINGERPRINT } from "../chat-completions/encode";
import type { Fix } from "@/lib/genui/fix";

/** A chat completion with what was found and mended. */
export interface FixCompletion extends ChatCompletion {
  fix_summary: { status: Fix["status"]; fixed_errors: Fix["fixed"]; unfixed_errors: Fix["unfixed"] };
}

export function toFixCompletion(fix: Fix, stamp: { id: string; created: number; model: string }): FixCompletion {
  return {
    ...stamp,
    object: "chat.completion",
    system_fingerprint: SYSTEM_FINGERPRINT,
    choices: [{ index: 0, message: { role: "assistant", content: fix.program, refusal: null }, logprobs: null, finish_reason: "stop" }],
    usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
    fix_summary: { status: fix.status, fixed_errors: fix.fixed, unfixed_errors: fix.unfixed },
  };
}

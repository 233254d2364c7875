import type { ResponseIncludable } from "openai/resources/responses/responses";
import { decided } from "@/lib/parameter";

/** What a client may ask to have in an answer. */
export const Includable = decided<ResponseIncludable>({
  "file_search_call.results": "accepted",
  "web_search_call.results": "accepted",
  "web_search_call.action.sources": "accepted",
  "message.input_image.image_url": "accepted",
  "computer_call_output.output.image_url": "accepted",
  "code_interpreter_call.outputs": "accepted",
  "reasoning.encrypted_content": "accepted",
  "message.output_text.logprobs": "accepted",
});

import type { Upstream } from "@/lib/generation/upstream";
import { DEFAULT_LIMITS, type Endpoint, type Limits, postForEvents } from "../transport";
import { decode } from "./decode";
import { encode, type OpenAiDialect } from "./encode";
import { withThoughtMark } from "./unmarked-thought";

/** OpenAI, and any server that speaks its Chat Completions format: Ollama, LM Studio, llama.cpp, vLLM, OpenRouter. */
export function openAiUpstream(endpoint: Endpoint, dialect: OpenAiDialect, limits: Limits = DEFAULT_LIMITS): Upstream {
  return {
    stream: (request, signal) =>
      withThoughtMark(decode(postForEvents(endpoint, encode(request, dialect), signal, limits), request, endpoint), request),
  };
}

import type { ChatCompletionChunk } from "openai/resources/chat/completions";

export interface PartialCall {
  callId: string;
  name: string;
  arguments: string;
}

/** What has arrived of an answer so far. */
export interface PartialAnswer {
  text: string;
  refusal: string;
  calls: PartialCall[];
  model: string | null;
  finishReason: string | null;
  inputTokens: number | null;
  outputTokens: number | null;
}

export const EMPTY_ANSWER: PartialAnswer = {
  text: "",
  refusal: "",
  calls: [],
  model: null,
  finishReason: null,
  inputTokens: null,
  outputTokens: null,
};

/** The answer with one more chunk; the given answer stays as it was. */
export function withChunk(answer: PartialAnswer, chunk: ChatCompletionChunk): PartialAnswer {
  const choice = chunk.choices?.[0];
  return {
    text: answer.text + (choice?.delta?.content ?? ""),
    refusal: answer.refusal + (choice?.delta?.refusal ?? ""),
    calls: choice?.delta?.tool_calls ? withCalls(answer.calls, choice.delta.tool_calls) : answer.calls,
    model: chunk.model ?? answer.model,
    finishReason: choice?.finish_reason ?? answer.finishReason,
    inputTokens: chunk.usage?.prompt_tokens ?? answer.inputTokens,
    outputTokens: chunk.usage?.completion_tokens ?? answer.outputTokens,
  };
}

/** A call's id and name come with its first piece, its arguments in pieces, told apart by `index`. */
function withCalls(calls: PartialCall[], deltas: ChatCompletionChunk.Choice.Delta.ToolCall[]): PartialCall[] {
  const next = [...calls];
  for (const { index, id, function: called } of deltas) {
    const call = next[index] ?? { callId: "", name: "", arguments: "" };
    next[index] = { callId: id ?? call.callId, name: called?.name ?? call.name, arguments: call.arguments + (called?.arguments ?? "") };
  }
  return next;
}

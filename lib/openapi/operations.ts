import type { z } from "zod/v4";
import { ChatCompletion, ChatCompletionChunk } from "./chat-completion";
import { Model, ModelList } from "./model";

/** What the document says of an endpoint beside what its declaration knows. */
export interface Operation {
  id: string;
  tag: "Chat" | "Models" | "Responses" | "Conversations";
  summary: string;
  description?: string;
  query?: z.ZodObject;
  answer: z.ZodType;
  /** What each event of a streamed answer holds. */
  event?: z.ZodType;
}

/** Every endpoint, by method and path as they are declared. */
export const operations: Record<string, Operation> = {
  "POST /v1/embed/chat/completions": {
    id: "createChatCompletion",
    tag: "Chat",
    summary: "Answer a dialogue with live interface",
    description:
      'The content of the answer is an envelope, `<content thesys="true" version="2">…</content>`, unless tools are called or `response_format` asks for JSON. With `stream: true` it comes in chunks as server-sent events that end with `data: [DONE]`.',
    answer: ChatCompletion,
    event: ChatCompletionChunk,
  },
  "GET /v1/embed/models": { id: "listModels", tag: "Models", summary: "List the models that can be used now", answer: ModelList },
  "GET /v1/embed/models/*id": {
    id: "getModel",
    tag: "Models",
    summary: "Get one model",
    description: "The id may be sent with its slashes encoded or as they are.",
    answer: Model,
  },
};

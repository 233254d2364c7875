import { FormatQuery } from "@/lib/embed/answer-format";
import { ChatCompletion, ChatCompletionChunk } from "./chat-completion";
import { conversationOperations } from "./conversation-operations";
import { containerOperations } from "./container-operations";
import { fileOperations } from "./file-operations";
import { interfaceOperations } from "./interface-operations";
import { Model, ModelList } from "./model";
import { exportOperations } from "./export-operations";
import type { Operation } from "./operation";
import { organizationOperations } from "./organization-operations";
import { responseOperations } from "./response-operations";

/** Every endpoint, by method and path below the base. */
export const operations: Record<string, Operation> = {
  "POST /chat/completions": {
    id: "createChatCompletion",
    tag: "Chat",
    summary: "Answer a dialogue with live interface",
    query: FormatQuery,
    description:
      'The content of the answer is an envelope, `<content thesys="true" version="2">…</content>`, unless tools are called or `response_format` asks for JSON. For models of the C1 family (`c1/…`) that tell what they think, `<thinkitem ephemeral="true">` elements come before it; `reasoning_effort: "none"` leaves them out. `?format=markdown`, `{"format": "markdown"}` in `metadata.thesys` and `Accept: text/markdown` ask for Markdown in place of interface; an answer of words that `Accept` asks for and that is not streamed has them as its body. With `stream: true` it comes in chunks as server-sent events that end with `data: [DONE]`.',
    answer: ChatCompletion,
    files: ["text/markdown"],
    event: ChatCompletionChunk,
  },
  "GET /models": { id: "listModels", tag: "Models", summary: "List the models that can be used now", answer: ModelList },
  "GET /models/*id": {
    id: "getModel",
    tag: "Models",
    summary: "Get one model",
    description: "The id may be sent with its slashes encoded or as they are.",
    answer: Model,
  },
  ...interfaceOperations,
  ...exportOperations,
  ...responseOperations,
  ...conversationOperations,
  ...fileOperations,
  ...organizationOperations,
  ...containerOperations,
};

import { FormatQuery } from "@/lib/embed/answer-format";
import { ItemListQuery } from "@/lib/embed/list-query";
import { GetQuery } from "@/lib/embed/responses/get";
import { ItemList } from "./item";
import { IDEMPOTENCY, type Operation } from "./operation";
import { ResponseReport } from "./report";
import { Compaction, DeletedResponse, InputTokens, Response } from "./response";
import { ResponseStreamEvent } from "./response-event";

const SOCKET =
  'The same path takes WebSockets: each text message `{"type": "response.create", …}` with this body, of which `stream`, `stream_options` and `background` mean nothing, is answered with the events of the stream. One response runs at a time. A response that is not stored can be continued on the connection it was made on. A message that comes to nothing is answered with `{"type": "error", "status": …, "error": {…}}`. A connection lives for 60 minutes.';

/** The endpoints of responses. */
export const responseOperations: Record<string, Operation> = {
  "POST /responses": {
    id: "createResponse",
    tag: "Responses",
    summary: "Generate a response",
    query: FormatQuery,
    description: `Whole, as server-sent events with \`stream\`, or in the background.\n\n${SOCKET}`,
    headers: IDEMPOTENCY,
    answer: Response,
    files: ["text/markdown"],
    event: ResponseStreamEvent,
  },
  "GET /responses/:response_id": {
    id: "getResponse",
    tag: "Responses",
    summary: "Get a stored response",
    description: "With `stream` the events come again, from `starting_after` on, also while the response is being generated.",
    query: GetQuery,
    answer: Response,
    event: ResponseStreamEvent,
  },
  "DELETE /responses/:response_id": {
    id: "deleteResponse",
    tag: "Responses",
    summary: "Delete a stored response",
    answer: DeletedResponse,
  },
  "POST /responses/:response_id/cancel": {
    id: "cancelResponse",
    tag: "Responses",
    summary: "Stop a response that runs in the background",
    answer: Response,
  },
  "GET /responses/:response_id/input_items": {
    id: "listInputItems",
    tag: "Responses",
    summary: "List what a response was asked with",
    query: ItemListQuery,
    answer: ItemList,
  },
  "GET /responses/:response_id/report": {
    id: "getResponseReport",
    tag: "Responses",
    summary: "Get what the check of a response's interface found and mended",
    description: "It is there when the last event has come, and goes with the response. Answers of other endpoints leave none.",
    answer: ResponseReport,
  },
  "POST /responses/input_tokens": {
    id: "countInputTokens",
    tag: "Responses",
    summary: "Count the tokens of a request without making it",
    answer: InputTokens,
  },
  "POST /responses/compact": {
    id: "compactResponse",
    tag: "Responses",
    summary: "Pack a dialogue into a window to go on from",
    answer: Compaction,
  },
};

import type { IncomingMessage, ServerResponse } from "node:http";

/** What server.ts needs of Next. */
export default function pages() {
  return {
    prepare: async () => undefined,
    getRequestHandler: () => async (_request: IncomingMessage, response: ServerResponse) => void response.end("page"),
  };
}

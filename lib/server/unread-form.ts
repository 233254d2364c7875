import type { ServerResponse } from "node:http";
import { isRequestUnderstood } from "@/lib/auth/request-address";

const MESSAGE = "The form could not be read.";

/**
 * Lets the answer to a form say whose fault it is: Next answers 500 for whatever it can't decode (a cut-off multipart body, a forged
 * reference), before any code of ours is reached. Those become 400. To be called inside the request's own context.
 */
export function blameUnreadForm(response: ServerResponse): void {
  const [writeHead, end] = [response.writeHead.bind(response), response.end.bind(response)];
  const isUnread = (status: number) => status >= 500 && !isRequestUnderstood();
  response.writeHead = (status: number, ...rest: unknown[]) => {
    return Reflect.apply(writeHead, response, [isUnread(status) ? 400 : status, ...rest]);
  };
  response.end = (...args: unknown[]) => {
    if (response.headersSent || !isUnread(response.statusCode)) return Reflect.apply(end, response, args);
    response.statusCode = 400;
    response.setHeader("content-type", "text/plain");
    response.setHeader("content-length", Buffer.byteLength(MESSAGE));
    return Reflect.apply(end, response, [MESSAGE]);
  };
}

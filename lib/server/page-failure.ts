import type { IncomingMessage, ServerResponse } from "node:http";
import { requestUnderstanding } from "@/lib/auth/request-address";
import { ApiError } from "@/lib/errors";
import type { Answer } from "@/lib/http/answer";
import { isDatabaseAway } from "@/lib/prisma/life-signs";
import { refusedPage } from "./plain-page";

const UNREAD = new ApiError("invalid_request", "The request could not be read.");
const UNREAD_WORDS = {
  title: "This request could not be read",
  text: "What the browser sent is not what a page of this server sends. Open the page anew.",
  next: "start",
} as const;

const AWAY = new ApiError("service_unavailable", "The server cannot reach its database. Try again.", { retryAfterMs: 5_000 });
const AWAY_WORDS = {
  title: "The database does not answer",
  text: "The server runs, but what its pages show is in a database that does not answer at the moment. Nothing is lost.",
  next: "again",
} as const;

/** The answer for a page whose data can't be had. */
export function databaseAwayPage(request: IncomingMessage): Answer {
  return refusedPage(request.headers.accept, AWAY, AWAY_WORDS);
}

/**
 * Lets a page's answer say whose fault a failure is: Next answers 500 for whatever it can't decode (a cut-off multipart body, a
 * forged reference, a broken router state), before any code of ours is reached. Those become 400; and what fails
 * while the database is away, 503. To be called inside the request's own context.
 */
export function judgePageFailure(request: IncomingMessage, response: ServerResponse): void {
  const understanding = requestUnderstanding();
  replaceAnswer(response, (status) => {
    if (status < 500) return null;
    if (isDatabaseAway()) return databaseAwayPage(request);
    if (understanding.isUnderstood || !hasWishes(request)) return null;
    return refusedPage(request.headers.accept, UNREAD, UNREAD_WORDS);
  });
}

/** Whether there is more to the request than its address: a body, or what Next's code in a page adds. */
function hasWishes({ method, headers }: IncomingMessage): boolean {
  return (method !== "GET" && method !== "HEAD") || Object.keys(headers).some((name) => name === "rsc" || name.startsWith("next-"));
}

/** Puts what `replacement` gives for a status in the place of the answer that has it; until its head is out nothing is lost. */
function replaceAnswer(response: ServerResponse, replacement: (status: number) => Answer | null): void {
  const [writeHead, write, end] = [response.writeHead.bind(response), response.write.bind(response), response.end.bind(response)];
  let isReplaced = false;
  const replace = (status: number): boolean => {
    const answer = isReplaced || response.headersSent ? null : replacement(status);
    if (!answer) return isReplaced;
    isReplaced = true;
    for (const name of response.getHeaderNames()) if (name !== "connection") response.removeHeader(name);
    const { headers, body } = answer;
    writeHead(answer.status, { ...headers, "content-length": String(Buffer.byteLength(body as string)) });
    end(body);
    return true;
  };
  response.writeHead = (status: number, ...rest: unknown[]) =>
    replace(status) ? response : Reflect.apply(writeHead, response, [status, ...rest]);
  response.write = (...args: unknown[]) => (replace(response.statusCode) ? swallow(args) : Reflect.apply(write, response, args));
  response.end = (...args: unknown[]) => {
    if (!replace(response.statusCode)) return Reflect.apply(end, response, args);
    swallow(args);
    return response;
  };
}

/** As if it had been written: whoever wrote it waits for that. */
function swallow(args: unknown[]): true {
  const written = args.findLast((arg) => typeof arg === "function");
  if (written) process.nextTick(written);
  return true;
}

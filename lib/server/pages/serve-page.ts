import type { IncomingMessage, ServerResponse } from "node:http";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { clientAddress } from "@/lib/auth/client-address";
import { withRequestAddress } from "@/lib/auth/request-address";
import { isVisitor } from "@/lib/auth/visitor";
import { env } from "@/lib/env";
import { ApiError } from "@/lib/errors";
import { OWN_TOKEN_HEADER, ownToken } from "@/lib/export/own-origin";
import type { Answer } from "@/lib/http/answer";
import { log } from "@/lib/log";
import { withShare } from "@/lib/prisma/share";
import { databaseAnswers } from "../database-gate";
import { writeAnswer } from "../native-answer";
import { databaseAwayPage, judgePageFailure } from "../page-failure";
import { refusedPage } from "../plain-page";
import { toOriginForm } from "../request-line";
import { answerKnownPage, forgetKnownPages, keepPage, pageKey } from "./known-pages";
import { memberLane, visitorLane } from "./lanes";

export type Pages = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A client that does not read what it asked for holds up nobody else for longer. */
const TURN_MS_MAX = 2_000;

const BUSY = new ApiError("service_unavailable", "The server has its hands full. Try again.", { retryAfterMs: 2_000 });
const BUSY_WORDS = {
  title: "The server has its hands full",
  text: "More people want to see its pages than it can serve at the moment. Try again in a few seconds.",
  next: "again",
} as const;

interface Visit {
  request: IncomingMessage;
  response: ServerResponse;
  address: string | null;
  pages: Pages;
}

/**
 * Answers with a page. Whoever has no session is a visitor: gets the page that others got just now, or waits for a turn, or is told
 * to come again; so that no number of visitors takes the time of the API. Members wait for turns of their own.
 */
export async function servePage(request: IncomingMessage, response: ServerResponse, pages: Pages): Promise<void> {
  if (request.headers.expect !== undefined) response.writeContinue();
  toOriginForm(request);
  const address = clientAddress(request.socket.remoteAddress, request.headers["x-forwarded-for"]?.toString(), env().TRUSTED_PROXY_HOPS);
  const visit = { request, response, address, pages };
  // While pages are being written their files come from elsewhere and compiling takes its time.
  if (isFile(request) || env().NODE_ENV === "development") return show(visit);
  if (!(await databaseAnswers())) return refuse(visit, databaseAwayPage(request));
  const isOwn = request.headers[OWN_TOKEN_HEADER] === ownToken();
  const visits = isOwn ? false : await withShare("pages", () => isVisitor(request.headers.cookie ?? null)).catch(() => null);
  if (visits === null) return refuse(visit, databaseAwayPage(request));
  return visits ? serveVisitor(visit) : serveMember(visit);
}

/** What pages are made of: the same for everybody, and nothing in it comes from the database. */
function isFile(request: IncomingMessage): boolean {
  return /^\/(?:_next\/static\/|icon\.svg(?:$|\?))/.test(request.url ?? "");
}

async function serveVisitor(visit: Visit): Promise<void> {
  const { request, response, address } = visit;
  const key = pageKey(request);
  if (key && answerKnownPage(key, request, response)) return;
  const isServed = await visitorLane().run(address ?? "", async () => {
    if (response.destroyed || (key && answerKnownPage(key, request, response))) return 0;
    if (key) keepPage(key, request, response);
    return timed(visit);
  });
  if (isServed || (key && answerKnownPage(key, request, response, { isOldGood: true }))) return;
  await refuse(visit, refusedPage(request.headers.accept, BUSY, BUSY_WORDS));
}

async function serveMember(visit: Visit): Promise<void> {
  const { request, address } = visit;
  // What members do may change what visitors see.
  const changes = request.method !== "GET" && request.method !== "HEAD";
  const isServed = await memberLane().run(address ?? "", async () => {
    if (changes) forgetKnownPages();
    const tookMs = await timed(visit);
    if (changes) forgetKnownPages();
    return tookMs;
  });
  if (!isServed) await refuse(visit, refusedPage(request.headers.accept, BUSY, BUSY_WORDS));
}

/** Shows the page; gives how long it kept this process busy, or, of what was sent, also others (as the hashing of a password does). */
async function timed(visit: Visit): Promise<number> {
  const startedAtMs = performance.now();
  const before = performance.eventLoopUtilization();
  await Promise.race([show(visit), sleep(TURN_MS_MAX, undefined, { ref: false })]);
  const isRead = visit.request.method === "GET" || visit.request.method === "HEAD";
  return isRead ? performance.eventLoopUtilization(before).active : performance.now() - startedAtMs;
}

async function show({ request, response, address, pages }: Visit): Promise<void> {
  await withShare("pages", () =>
    withRequestAddress(address, () => {
      expectDeparture(request, response);
      judgePageFailure(request, response);
      return pages(request, response);
    }),
  );
}

function refuse({ request, response }: Visit, answer: Answer): Promise<void> {
  return writeAnswer(request, response, answer);
}

/**
 * For proxy.ts Next puts another stream in the request's place, without anybody who listens to its errors: a client that leaves
 * before the page reads it would end the process. Listens at the last moment, since what listened before is gone by then.
 */
function expectDeparture(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request;
  const listen = () => void request.on("error", (error) => log.debug({ err: error.message }, "a client left before its page was ready"));
  socket.prependListener("close", listen);
  response.once("close", () => socket.off("close", listen));
}

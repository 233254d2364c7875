import type { z } from "zod/v4";
import { authenticate } from "@/lib/auth/authenticate";
import { type ApiError, toApiError } from "@/lib/errors";
import { beginSaid, type Said } from "@/lib/logs/said";
import type { Principal } from "@/lib/principal";
import { type Answer, errorAnswer, fileAnswer, longJsonAnswer, markdownAnswer } from "./answer";
import { assertDeclaredSize, BODY_BYTES_MAX, readJson } from "./body";
import { DEADLINE_MS } from "./deadline";
import { assertEndpointAllowed } from "./endpoint-access";
import { Download } from "./download";
import type { Exchange } from "./exchange";
import { formBytesMax, withForm } from "./form";
import { beginWork } from "./in-flight";
import { issueError } from "./issue-error";
import { MarkdownBody } from "./markdown-body";
import { report, settle } from "./report";
import { EVENT_STREAM_HEADERS, EventStream, guarded, HEARTBEAT_MS } from "./sse";
import { untilAborted } from "@/lib/abort";
import { endAdmission, newUsageNote, type UsageNote } from "./usage-note";
import { watchPrincipal } from "./watch-principal";

export interface Call<Body> {
  principal: Principal;
  body: Body;
  params: Record<string, string>;
  query: URLSearchParams;
  /** A header's value by its lower-case name. */
  header: (name: string) => string | null;
  /** Fires at disconnect, deadline, revocation of the key and shutdown; everything that waits must obey it. */
  signal: AbortSignal;
  requestId: string;
  /** What the handler knows for the usage record. */
  usage: UsageNote;
  /** Headers of the answer that the handler adds, whatever comes of it. */
  headers: Record<string, string>;
}

export interface Declaration<Body> {
  method: "GET" | "POST" | "DELETE";
  /** `/v1/embed/models/*id`: a segment `:name` matches one segment, a last `*name` matches the rest. */
  path: string;
  body?: z.ZodType<Body>;
  /** No body at all is as good as `{}`. */
  isBodyOptional?: boolean;
  /** The body is a multipart form, and how many bytes its file may have. */
  fileBytesMax?: () => number;
  /** It may also be JSON, which names a file that is there already. */
  isFormOptional?: boolean;
  /** Answers with a JSON value, an `EventStream`, a `Download` or a `MarkdownBody`; failures are thrown. */
  handle(call: Call<Body>): Promise<object>;
}

export interface ApiRoute {
  method: string;
  path: string;
  /** What validates the body; null where none is read. */
  body: z.ZodType | null;
  isBodyOptional: boolean;
  isForm: boolean;
  run(exchange: Exchange): Promise<Answer>;
}

/** Declares an endpoint. Whatever happens inside, `run` gives an answer, and a caller who is known gets one usage record. */
export function apiRoute<Body = null>(declaration: Declaration<Body>): ApiRoute {
  const { method, path, body = null, isBodyOptional = false, fileBytesMax } = declaration;
  return { method, path, body, isBodyOptional, isForm: fileBytesMax !== undefined, run: (exchange) => run(declaration, exchange) };
}

async function run<Body>(route: Declaration<Body>, exchange: Exchange): Promise<Answer> {
  const usage = newUsageNote(exchange.requestId, route.path);
  const headers: Record<string, string> = {};
  const work = beginWork(exchange.signal, DEADLINE_MS);
  let unwatch: (() => void) | null = null;
  const end = (status: number, error: ApiError | null) => {
    work.end();
    unwatch?.();
    report(exchange, usage, status, error);
  };
  try {
    assertDeclaredSize(exchange, route.fileBytesMax ? formBytesMax(route.fileBytesMax()) : BODY_BYTES_MAX);
    const principal = await authenticate(exchange);
    usage.principal = principal;
    usage.said = beginSaid(principal.workspaceId, (name) => exchange.header(name));
    assertEndpointAllowed(principal, route.method, route.path);
    unwatch = watchPrincipal(principal, (reason) => work.abort(reason));
    const result = await untilAborted(handleBody(route, exchange, principal, work.signal, { usage, headers }), work.signal);
    if (usage.said) hearAnswer(usage.said, result, headers);
    if (!(result instanceof EventStream)) {
      const [answer] = await Promise.all([wholeAnswer(result), settle(usage)]);
      end(200, null);
      return withHeaders(answer, headers);
    }
    usage.streamed = true;
    return {
      status: 200,
      headers: { ...EVENT_STREAM_HEADERS, ...headers },
      body: body(result, work.signal, { settle: () => settle(usage), end }),
    };
  } catch (thrown) {
    const error = toApiError(work.signal.aborted ? work.signal.reason : thrown);
    if (!usage.isRecorded) await endAdmission(usage, work.signal.aborted);
    end(error.status, error);
    return withHeaders(errorAnswer(error), headers);
  }
}

/** What is streamed is heard as it comes; a file is none of what was said. */
function hearAnswer(said: Said, result: object, headers: Record<string, string>): void {
  said.responseHeaders = headers;
  if (!(result instanceof EventStream || result instanceof Download)) said.response = result;
}

async function wholeAnswer(result: object): Promise<Answer> {
  if (result instanceof Download) return fileAnswer(result);
  return result instanceof MarkdownBody ? markdownAnswer(result) : longJsonAnswer(result);
}

type Told = Pick<Call<unknown>, "usage" | "headers">;

async function handleBody<Body>(route: Declaration<Body>, exchange: Exchange, principal: Principal, signal: AbortSignal, told: Told) {
  const { params, query, requestId } = exchange;
  const handle = (body: Body) =>
    route.handle({ principal, body, params, query, header: (name) => exchange.header(name), signal, requestId, ...told });
  const { body: schema, isBodyOptional, fileBytesMax, isFormOptional } = route;
  if (!schema) return handle(null as Body);
  // The bytes of a file are let go of when it is dealt with.
  const isForm = fileBytesMax && !(isFormOptional && isJson(exchange));
  if (isForm) return withForm(exchange, fileBytesMax(), (form) => handle(check(schema, form, told.headers)));
  const value = await readJson(exchange, BODY_BYTES_MAX, isBodyOptional ? { whenEmpty: {} } : {});
  if (told.usage.said) told.usage.said.request = value;
  return handle(check(schema, value, told.headers));
}

function isJson(exchange: Exchange): boolean {
  return /^application\/json\b/i.test(exchange.header("content-type") ?? "");
}

function check<Body>(schema: z.ZodType<Body>, value: unknown, headers: Record<string, string>): Body {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw issueError(parsed.error.issues, value);
  const passedOver = countPassedOver(value, parsed.data);
  if (passedOver > 0) headers[PASSED_OVER_HEADER] = String(passedOver);
  return parsed.data;
}

function withHeaders(answer: Answer, headers: Record<string, string>): Answer {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

/** A stream that is never read still ends, since nobody but the client's departure can cause that. */
function body(
  stream: EventStream,
  signal: AbortSignal,
  { settle: settled, end }: { settle: () => Promise<void>; end: (status: number, error: ApiError | null) => void },
): AsyncIterable<string> {
  let isEnded = false;
  const endOnce = (error: ApiError | null) => {
    if (isEnded) return;
    isEnded = true;
    signal.removeEventListener("abort", onAbort);
    end(error?.status ?? 200, error);
  };
  const onAbort = () => endOnce(toApiError(signal.reason));
  signal.addEventListener("abort", onAbort, { once: true });
  return guarded(stream, { signal, heartbeatMs: HEARTBEAT_MS, settle: settled, onEnd: endOnce });
}

/** Says how many members of a body were passed over; absent when none was. */
const PASSED_OVER_HEADER = "x-vitrine-passed-over";

/**
 * Counts the members of a body that its schema left out: only what stands in messages and items may hold unknown ones. A member
 * that the schema makes something else of counts as one.
 */
function countPassedOver(sent: unknown, read: unknown): number {
  if (sent === read || !isContainer(sent) || !isContainer(read)) return 0;
  let count = 0;
  for (const [name, value] of Object.entries(sent))
    count += Object.hasOwn(read, name) ? countPassedOver(value, Reflect.get(read, name)) : 1;
  return count;
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

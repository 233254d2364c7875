import { authenticate } from "@/lib/auth/authenticate";
import type { ConnectionMemory } from "@/lib/embed/responses/connection-memory";
import { runResponse } from "@/lib/embed/responses/run/run";
import { isTerminal, type StreamEvents } from "@/lib/embed/responses/stream-event";
import { type ApiError, toApiError } from "@/lib/errors";
import { DEADLINE_MS } from "@/lib/http/deadline";
import { assertEndpointAllowed } from "@/lib/http/endpoint-access";
import { beginWork } from "@/lib/http/in-flight";
import { report } from "@/lib/http/report";
import { EventStream, guarded } from "@/lib/http/sse";
import { untilAborted } from "@/lib/abort";
import { newUsageNote, type UsageNote } from "@/lib/http/usage-note";
import { watchPrincipal } from "@/lib/http/watch-principal";
import { beginSaid } from "@/lib/logs/said";
import { newId } from "@/lib/ids";
import { errorFrame, eventFrame } from "./frame";
import type { SocketLimits } from "./limits";
import { previousIdOf, readMessage } from "./message";
import type { Opening } from "./opening";

/** Connections have a heartbeat of their own. */
const NO_HEARTBEAT_MS = 2_147_483_647;

export interface Turn {
  opening: Opening;
  message: { bytes: Buffer; isBinary: boolean };
  memory: ConnectionMemory;
  limits: SocketLimits;
  /** Resolves when more may be sent. Never rejects. */
  send: (frame: string) => Promise<void>;
  /** Called before the last frame leaves, after which the client may ask again. */
  onOver: () => void;
}

/** What a message was refused with. */
export interface TurnFailure {
  error: ApiError;
  isUnknownCaller: boolean;
}

/** Answers one message with the events of a response, or with an error. Never throws; gives the error when it was refused. */
export async function runTurn(turn: Turn): Promise<TurnFailure | null> {
  const { opening } = turn;
  const usage = newUsageNote(newId("req"), opening.route);
  usage.streamed = true;
  const work = beginWork(opening.signal, DEADLINE_MS);
  let unwatch = () => {};
  try {
    const principal = await authenticate(opening);
    usage.principal = principal;
    usage.said = beginSaid(principal.workspaceId, (name) => opening.header(name));
    assertEndpointAllowed(principal, "POST", opening.route);
    unwatch = watchPrincipal(principal, (reason) => work.abort(reason));
    const failure = await respond(turn, usage, work.signal);
    report(opening, usage, failure?.status ?? 200, failure);
    return null;
  } catch (thrown) {
    const error = toApiError(work.signal.aborted ? work.signal.reason : thrown);
    report(opening, usage, error.status, error);
    await forgetPrevious(turn);
    turn.onOver();
    await turn.send(errorFrame(error));
    return { error, isUnknownCaller: error.status === 403 && usage.principal === null };
  } finally {
    unwatch();
    work.end();
  }
}

/** What was refused before it became a response forgets what it wanted to go on from, as one that failed does. */
async function forgetPrevious({ message, memory }: Turn): Promise<void> {
  const id = await previousIdOf(message.bytes);
  if (id !== null) memory.evict(id);
}

/** Sends every event of the response that the message asks for; gives what it failed with on its way. */
async function respond({ message, memory, limits, send, onOver }: Turn, usage: UsageNote, signal: AbortSignal): Promise<ApiError | null> {
  const { requestId } = usage;
  const body = await readMessage(message.bytes, message.isBinary);
  if (usage.said) usage.said.request = body;
  const principal = usage.principal as NonNullable<UsageNote["principal"]>;
  const run = await untilAborted(runResponse({ principal, body, requestId, usage, signal, memory }), signal);
  let failure: ApiError | null = null;
  const stream = new EventStream(frames(run.events, onOver), errorFrame, limits.lastWordsMs);
  const onEnd = (error: ApiError | null) => {
    failure = error;
  };
  for await (const frame of guarded(stream, { signal, heartbeatMs: NO_HEARTBEAT_MS, onEnd })) await send(frame);
  return failure ?? (await run.ended).failure;
}

/** A message an event, as clients want it. */
async function* frames(events: StreamEvents, onOver: () => void): AsyncGenerator<string> {
  for await (const batch of events) {
    for (const event of batch) {
      if (isTerminal(event)) onOver();
      yield eventFrame(event);
    }
  }
}

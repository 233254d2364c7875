import { ApiError } from "@/lib/errors";
import type { FinishReason, GenerationEvent, Usage } from "@/lib/generation/event";
import type { GenerationRequest } from "@/lib/generation/request";
import { isRecord } from "@/lib/json";
import { estimateUsage } from "../estimate-usage";
import { createParts, type Parts } from "../parts";
import { failedMidStream, saysFailure } from "../rejection";
import type { Endpoint } from "../transport";
import { type Calls, createCalls } from "./calls";
import { reasoningIn, saidIn } from "./content";
import { endOf, reasonIn } from "./finish";
import { withPauses } from "./pauses";
import { END_MARK, piecesIn } from "./pieces";
import { listIn, textIn } from "./read";
import { createText, type Text } from "./text";
import { createThoughts, type Thoughts } from "./thoughts";
import { usageIn } from "./usage";

/**
 * Chat Completions chunks, or one whole completion, → generation events. What can be read in some way is read; what can't be, and an end
 * that nobody here knows, fails and never counts as an answer. A stream without a finish reason and without `[DONE]` was cut: an error.
 */
export async function* decode(
  events: AsyncIterable<{ data: string; event?: string | undefined }>,
  request: GenerationRequest,
  endpoint: Endpoint,
): AsyncGenerator<GenerationEvent> {
  const answer = createAnswer(request, endpoint);
  try {
    for await (const event of withPauses(events, () => answer.isWaiting(), WAIT_MS)) {
      if (event === null) {
        yield* answer.giveUp();
        continue;
      }
      for (const piece of piecesIn(event, endpoint)) {
        if (piece === END_MARK) answer.done();
        else yield* answer.take(piece);
      }
      if (answer.isDone()) break;
    }
    yield* answer.flush();
    answer.assertWhole();
  } catch (error) {
    // What was said stands, also what had not left yet.
    if (error instanceof ApiError) yield* answer.flush();
    throw error;
  }
  yield* answer.finish();
}

interface Answer {
  take(chunk: Record<string, unknown>): Generator<GenerationEvent>;
  done(): void;
  isDone(): boolean;
  /** Throws where the answer did not end, or ended badly. */
  assertWhole(): void;
  /** Whether there are words that wait for what comes next. */
  isWaiting(): boolean;
  /** The words that waited too long. */
  giveUp(): GenerationEvent[];
  /** What waited for what comes next. */
  flush(): GenerationEvent[];
  finish(): AsyncGenerator<GenerationEvent>;
}

/** A slow model's first words are shown after as long, whatever may follow them. */
const WAIT_MS = 100;

// A worse end is never taken back by a better one that comes later.
const GRAVITY = ["stop", "tool-calls", "length", "content-filter"] as const satisfies FinishReason[];

function createAnswer(request: GenerationRequest, endpoint: Endpoint): Answer {
  const parts = createParts();
  const thoughts = createThoughts(endpoint.name, request.model);
  const calls = createCalls(parts, request, (given, extra) => {
    const { id, state } = thoughts.call(given, extra);
    return { id, events: state ? parts.reasoningEnd(state) : [] };
  });
  const text = createText(parts, calls, request, endpoint.url);
  let finish: FinishReason | null = null;
  /** An end that is no success. */
  let failure: ApiError | null = null;
  let usage: Usage | null = null;
  let [isDone, isAnswer] = [false, false];
  /** What came so far of messages that are sent whole, again and again. */
  let whole = "";

  const end = (reason: string, choice: Record<string, unknown>): void => {
    const meaning = endOf(reason);
    if (meaning === "failed") throw failedMidStream(endpoint, choice);
    if (meaning === "overloaded" || meaning === null) failure ??= badEnd(endpoint, reason, meaning !== null);
    else if (finish === null || GRAVITY.indexOf(meaning) > GRAVITY.indexOf(finish)) finish = meaning;
  };
  return {
    *take(chunk) {
      if (saysFailure(chunk)) throw failedMidStream(endpoint, chunk);
      const choice = choiceOf(chunk, endpoint);
      usage = usageIn(chunk, choice ?? {}) ?? usage;
      if (!choice) return;
      isAnswer = true;
      if (isRecord(choice.error)) throw failedMidStream(endpoint, choice.error);
      const delta = deltaOf(choice, whole);
      whole += isRecord(choice.delta) ? "" : textIn(delta.content);
      yield* deltaEvents(delta, { parts, calls, text, thoughts });
      const reason = reasonIn(choice.finish_reason);
      if (reason !== null) end(reason, choice);
    },
    done: () => {
      isDone = true;
    },
    isDone: () => isDone,
    isWaiting: () => text.isWaiting(),
    giveUp: () => text.giveUp(),
    assertWhole() {
      if (failure) throw failure;
      if (!isAnswer) throw new ApiError("upstream_failed", `${endpoint.name} sent no answer of this format. Check ${endpoint.setting}.`);
      if (finish === null && !isDone) throw new ApiError("upstream_failed", `The answer of ${endpoint.name} was cut off.`);
      if (finish === null && parts.written() === "") throw new ApiError("upstream_failed", `${endpoint.name} sent an empty answer.`);
      if (calls.hasNameless() && finish !== "length") throw new ApiError("upstream_failed", `${endpoint.name} sent a call without a name.`);
    },
    flush() {
      const events = [...text.flush(), ...calls.end()];
      const late = thoughts.late();
      return late ? [...events, ...parts.reasoningEnd(late)] : events;
    },
    async *finish() {
      yield* parts.finish(finish ?? "stop", usage ?? (await estimateUsage(request, parts.written())));
    },
  };
}

interface Speech {
  parts: Parts;
  calls: Calls;
  text: Text;
  thoughts: Thoughts;
}

function* deltaEvents(delta: Record<string, unknown>, { parts, calls, text, thoughts }: Speech): Generator<GenerationEvent> {
  const thought = reasoningIn(delta);
  const allSaid = saidIn(delta);
  thoughts.take(delta, allSaid);
  if (thought) {
    text.thinks();
    yield* parts.reasoning(thought.text);
  }
  for (const said of allSaid) {
    if (said.type !== "reasoning" && parts.isReasoning()) yield* endThought(parts, thoughts);
    if (said.type === "picture") yield* text.picture(said.url);
    else if (said.type === "text") yield* text.push(said.text);
    else yield* [...text.flush(), ...parts[said.type](said.text)];
  }
  const pieces = callsIn(delta);
  if (pieces.length > 0) yield* text.flush();
  for (const [position, call] of pieces.entries()) yield* calls.take(call, position);
}

function endThought(parts: Parts, thoughts: Thoughts): GenerationEvent[] {
  const state = thoughts.end();
  return state ? parts.reasoningEnd(state) : [];
}

function badEnd(endpoint: Endpoint, reason: string, isOverloaded: boolean): ApiError {
  const shown = `${endpoint.name} ended its answer with '${reason.slice(0, 60)}'`;
  if (isOverloaded) return new ApiError("upstream_overloaded", `${shown}: it has no room for it now.`, { retryAfterMs: 1_000 });
  return new ApiError("upstream_failed", `${shown}, which is not known to mean that it is whole.`);
}

/** The choice of a piece; null where it has none, as the one with the usage. Throws for what can't be read. */
function choiceOf(chunk: Record<string, unknown>, endpoint: Endpoint): Record<string, unknown> | null {
  const { choices } = chunk;
  if (choices === undefined || choices === null) return null;
  const list = listIn(choices);
  const first: unknown = list.find((choice) => isRecord(choice) && !choice.index) ?? list[0];
  if (isRecord(first)) return first;
  if (Array.isArray(choices) && (first === undefined || first === null)) return null;
  throw new ApiError("upstream_failed", `${endpoint.name} sent an unreadable piece.`, {
    cause: new Error(JSON.stringify(choices).slice(0, 2_000)),
  });
}

/**
 * What a choice adds. Some send the whole message, under the name that it has where nothing is streamed; what they sent before is
 * not said again.
 */
function deltaOf({ delta, message, text }: Record<string, unknown>, whole: string): Record<string, unknown> {
  if (isRecord(delta) && Object.keys(delta).length > 0) return delta;
  if (typeof delta === "string" || Array.isArray(delta)) return { content: delta };
  if (!isRecord(message)) return { content: textIn(text) };
  const content = message.content;
  return whole !== "" && typeof content === "string" && content.startsWith(whole)
    ? { ...message, content: content.slice(whole.length) }
    : message;
}

/** The calls of a piece, also in the form that was before `tool_calls`. */
function callsIn(delta: Record<string, unknown>): unknown[] {
  const calls = listIn(delta.tool_calls);
  return calls.length > 0 ? calls : listIn(delta.function_call);
}

import { ApiError } from "@/lib/errors";
import type { FinishReason, GenerationEvent, GenerationEvents, Usage } from "@/lib/generation/event";
import type { GenerationRequest } from "@/lib/generation/request";
import { type Stage, throughStage } from "@/lib/generation/stage";
import { isRecord } from "@/lib/json";
import { estimateUsage } from "../estimate-usage";
import { createParts, type Parts } from "../parts";
import { failedMidStream, saysFailure } from "../rejection";
import type { Endpoint, ServerEvent, ServerEvents } from "../transport";
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
export async function* decode(events: ServerEvents, request: GenerationRequest, endpoint: Endpoint): GenerationEvents {
  const answer = createAnswer(request, endpoint);
  yield* throughStage(
    withPauses(events, () => answer.isWaiting(), WAIT_MS),
    answer,
  );
  // Counting takes its time, so it comes when everything else has left.
  if (!answer.isCounted()) yield answer.finish(await estimateUsage(request, answer.written()));
}

/** Takes events, and null where none came for a while. */
interface Answer extends Stage<ServerEvent | null, GenerationEvent> {
  /** Whether there are words that wait for what comes next. */
  isWaiting(): boolean;
  /** Whether the server told what was used, so that the end is said. */
  isCounted(): boolean;
  finish(usage: Usage): GenerationEvent[];
  written(): string;
}

/** A slow model's first words are shown after as long, whatever may follow them. */
const WAIT_MS = 100;

// A worse end is never taken back by a better one that comes later.
const GRAVITY = ["stop", "tool-calls", "length", "content-filter"] as const satisfies FinishReason[];

function createAnswer(request: GenerationRequest, endpoint: Endpoint): Answer {
  const speech = createSpeech(request, endpoint);
  const { parts, calls, text } = speech;
  const end = createEnd(endpoint);
  let usage: Usage | null = null;
  let [isDone, isAnswer] = [false, false];
  /** What came so far of messages that are sent whole, again and again. */
  let whole = "";

  const read = (chunk: Record<string, unknown>, out: GenerationEvent[]): void => {
    if (saysFailure(chunk)) throw failedMidStream(endpoint, chunk);
    const choice = choiceOf(chunk, endpoint);
    usage = usageIn(chunk, choice ?? {}) ?? usage;
    if (!choice) return;
    isAnswer = true;
    if (isRecord(choice.error)) throw failedMidStream(endpoint, choice.error);
    const delta = deltaOf(choice, whole);
    whole += isRecord(choice.delta) ? "" : textIn(delta.content);
    sayDelta(delta, speech, out);
    const reason = reasonIn(choice.finish_reason);
    if (reason !== null) end.say(reason, choice);
  };
  const assertWhole = (): void => {
    end.assertGood();
    if (!isAnswer) throw new ApiError("upstream_failed", `${endpoint.name} sent no answer of this format. Check ${endpoint.setting}.`);
    if (end.reason() === null && !isDone) throw new ApiError("upstream_failed", `The answer of ${endpoint.name} was cut off.`);
    if (end.reason() === null && parts.written() === "") throw new ApiError("upstream_failed", `${endpoint.name} sent an empty answer.`);
    const isWhole = end.reason() !== "length";
    if (calls.hasNameless() && isWhole) throw new ApiError("upstream_failed", `${endpoint.name} sent a call without a name.`);
  };
  return {
    take(event, out) {
      if (event === null) return void out.push(...text.giveUp());
      for (const piece of piecesIn(event, endpoint)) {
        if (piece === END_MARK) isDone = true;
        else read(piece, out);
      }
    },
    isOver: () => isDone,
    isWaiting: () => text.isWaiting(),
    end(out) {
      flush(speech, out);
      assertWhole();
      if (usage) out.push(...parts.finish(end.reason() ?? "stop", usage));
    },
    fail(error, out) {
      // What was said stands, also what had not left yet.
      if (error instanceof ApiError) flush(speech, out);
    },
    isCounted: () => usage !== null,
    finish: (counted) => parts.finish(end.reason() ?? "stop", counted),
    written: () => parts.written(),
  };
}

/** How the answer ended, as far as it has been told. */
interface End {
  /** Throws for an end that says what went wrong. */
  say(reason: string, choice: Record<string, unknown>): void;
  reason(): FinishReason | null;
  /** Throws where it ended badly. */
  assertGood(): void;
}

function createEnd(endpoint: Endpoint): End {
  let finish: FinishReason | null = null;
  /** An end that is no success. */
  let failure: ApiError | null = null;
  return {
    say(reason, choice) {
      const meaning = endOf(reason);
      if (meaning === "failed") throw failedMidStream(endpoint, choice);
      if (meaning === "overloaded" || meaning === null) failure ??= badEnd(endpoint, reason, meaning !== null);
      else if (finish === null || GRAVITY.indexOf(meaning) > GRAVITY.indexOf(finish)) finish = meaning;
    },
    reason: () => finish,
    assertGood() {
      if (failure) throw failure;
    },
  };
}

interface Speech {
  parts: Parts;
  calls: Calls;
  text: Text;
  thoughts: Thoughts;
}

function createSpeech(request: GenerationRequest, endpoint: Endpoint): Speech {
  const parts = createParts();
  const thoughts = createThoughts(endpoint.name, request.model);
  const calls = createCalls(parts, request, (given, extra) => {
    const { id, state } = thoughts.call(given, extra);
    return { id, events: state ? parts.reasoningEnd(state) : [] };
  });
  return { parts, thoughts, calls, text: createText(parts, calls, request, endpoint.url) };
}

/** Says what waited for what comes next. */
function flush({ parts, thoughts, calls, text }: Speech, out: GenerationEvent[]): void {
  out.push(...text.flush(), ...calls.end());
  const late = thoughts.late();
  if (late) out.push(...parts.reasoningEnd(late));
}

function sayDelta(delta: Record<string, unknown>, { parts, calls, text, thoughts }: Speech, out: GenerationEvent[]): void {
  const thought = reasoningIn(delta);
  const allSaid = saidIn(delta);
  thoughts.take(delta, allSaid);
  if (thought) {
    text.thinks();
    out.push(...parts.reasoning(thought.text));
  }
  for (const said of allSaid) {
    if (said.type !== "reasoning" && parts.isReasoning()) out.push(...endThought(parts, thoughts));
    if (said.type === "picture") out.push(...text.picture(said.url));
    else if (said.type === "text") out.push(...text.push(said.text));
    else out.push(...text.flush(), ...parts[said.type](said.text));
  }
  const pieces = callsIn(delta);
  if (pieces.length > 0) out.push(...text.flush());
  for (const [position, call] of pieces.entries()) out.push(...calls.take(call, position));
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

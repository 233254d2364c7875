import type { ChatCompletion } from "openai/resources/chat/completions";
import { type Generation, generate } from "@/lib/engine";
import { collect } from "@/lib/generation/collect";
import type { GenerationEvents } from "@/lib/generation/event";
import type { GenerationRequest } from "@/lib/generation/request";
import { type ApiRoute, apiRoute, type Call } from "@/lib/http/api-route";
import { DEADLINE_MS } from "@/lib/http/deadline";
import { MarkdownBody } from "@/lib/http/markdown-body";
import { noteAsked } from "@/lib/http/report";
import { EventStream, frame, HEARTBEAT } from "@/lib/http/sse";
import { noteBatch, noteGeneration, type UsageNote } from "@/lib/http/usage-note";
import { newId } from "@/lib/ids";
import { within } from "@/lib/within";
import { adjustedComment, CHAT_NAMES, noteAdjusted } from "../adjusted";
import { takePlace } from "../admit";
import { inFormat, wantedFormat } from "../answer-format";
import { assertModelAllowed } from "../model-access";
import { REFUSAL_MS } from "../refusal-wait";
import { decode } from "./decode";
import { type ChunkOptions, type Stamp, toChatCompletion, toChunkFrames } from "./encode";
import { CreateChatCompletionBody } from "./schema";
import { withThinkItems } from "./think";

/** OpenAI's chat completions; an answer that is not streamed is the sum of the stream. */
export const createChatCompletion: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/embed/chat/completions",
  body: CreateChatCompletionBody,
  handle: (call) => answerChat(call, decode(call.body)),
});

/** Runs what a chat completion asks for, and answers it as JSON, as a stream, or in words alone where these are preferred. */
export async function answerChat(
  call: Call<CreateChatCompletionBody>,
  request: GenerationRequest,
): Promise<ChatCompletion | EventStream | MarkdownBody> {
  const { principal, body, signal, usage, headers } = call;
  const wanted = wantedFormat(call);
  usage.model = body.model;
  usage.streamed = body.stream === true;
  assertModelAllowed(principal, body.model);
  const asked = inFormat(request, wanted);
  await takePlace({ principal, usage, headers, leaseMs: DEADLINE_MS }, () => Promise.resolve(asked));
  const generation = generate(asked, signal);
  const noted = withNotes(generation, usage);
  // Who asks for no reasoning is shown none, also of a model that can't help it.
  const shown = generation.payload === "c1" && request.reasoningEffort !== "none" ? withThinkItems(noted) : noted;
  const stamp = (): Stamp => ({ id: newId("chatcmpl"), created: Math.floor(Date.now() / 1_000), model: generation.model });
  if (!body.stream) {
    const whole = await collect(shown);
    noteAdjusted(headers, generation.adjusted, CHAT_NAMES);
    const completion = toChatCompletion(whole, stamp());
    return (wanted.isMarkdownPreferred && generation.payload === "markdown" && wordsOf(completion)) || completion;
  }
  // What fails at once still gets a status of its own.
  const begun = await started(shown, REFUSAL_MS);
  noteAdjusted(headers, generation.adjusted, CHAT_NAMES);
  const known = generation.adjusted.length;
  const late = () => (generation.adjusted.length > known ? adjustedComment(generation.adjusted, CHAT_NAMES) : null);
  const { include_usage: usageToo, include_obfuscation: padded } = body.stream_options ?? {};
  const frames = toFrames(begun, stamp, late, { includeUsage: usageToo === true, obfuscate: padded === true });
  return new EventStream(frames, (error) => frame(JSON.stringify(error.toBody())), 0, frame("[DONE]"));
}

/** An answer of words alone; null for one that calls tools or refuses. */
function wordsOf({ choices: [choice] }: ChatCompletion): MarkdownBody | null {
  const { content = null, refusal, tool_calls: calls } = choice?.message ?? {};
  return content === null || refusal != null || calls !== undefined ? null : new MarkdownBody(content);
}

/**
 * A model that is still being loaded gets its client a comment, with which the headers leave; another one says what was left out since
 * then, as `late` tells.
 */
async function* toFrames(
  { events, isWaiting }: Started,
  stamp: () => Stamp,
  late: () => string | null,
  options: ChunkOptions,
): AsyncGenerator<string> {
  if (isWaiting) yield HEARTBEAT;
  // Which of several models answers is known with the first event, and what it did not take.
  const { events: answered } = await started(events);
  const adjusted = late();
  if (adjusted) yield adjusted;
  for await (const frames of toChunkFrames(answered, stamp(), options)) yield frames.join("");
}

async function* withNotes(generation: Generation, usage: UsageNote): GenerationEvents {
  usage.answeredBy = generation.model;
  noteAsked(usage);
  noteGeneration(usage, generation);
  for await (const batch of generation.events) {
    usage.answeredBy = generation.model;
    yield noteBatch(usage, batch, generation);
  }
}

interface Started {
  events: GenerationEvents;
  /** Whether nothing has come yet. */
  isWaiting: boolean;
}

/**
 * The same events, once the first of them is there or `waitMs` are over, whichever comes first; without a limit, once it is there. Throws what the generation fails with
 * until then.
 */
async function started(events: GenerationEvents, waitMs: number | null = null): Promise<Started> {
  const iterator = events[Symbol.asyncIterator]();
  const first = iterator.next();
  const come = waitMs === null ? await first : await within(first, waitMs);
  return { events: resumed(first, iterator), isWaiting: come === null };
}

async function* resumed<T>(first: Promise<IteratorResult<T>>, iterator: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    for (let result = await first; !result.done; result = await iterator.next()) yield result.value;
  } finally {
    await iterator.return?.();
  }
}

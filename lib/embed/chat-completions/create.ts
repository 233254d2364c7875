import type { ChatCompletion } from "openai/resources/chat/completions";
import { type Generation, generate } from "@/lib/engine";
import { collect } from "@/lib/generation/collect";
import type { GenerationEvents } from "@/lib/generation/event";
import type { GenerationRequest } from "@/lib/generation/request";
import { type ApiRoute, apiRoute, type Call } from "@/lib/http/api-route";
import { EventStream, frame } from "@/lib/http/sse";
import { noteFirstDelta, type UsageNote } from "@/lib/http/usage-note";
import { newId } from "@/lib/ids";
import { CHAT_NAMES, noteAdjusted } from "../adjusted";
import { assertModelAllowed } from "../model-access";
import { decode } from "./decode";
import { type ChunkOptions, type Stamp, toChatCompletion, toChunks } from "./encode";
import { CreateChatCompletionBody } from "./schema";
import { withThinkItems } from "./think";

/** OpenAI's chat completions; an answer that is not streamed is the sum of the stream. */
export const createChatCompletion: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/embed/chat/completions",
  body: CreateChatCompletionBody,
  handle: (call) => answerChat(call, decode(call.body)),
});

/** Runs what a chat completion asks for, and answers it as JSON or as a stream. */
export async function answerChat(
  { principal, body, signal, usage, headers }: Call<CreateChatCompletionBody>,
  request: GenerationRequest,
): Promise<ChatCompletion | EventStream> {
  usage.model = body.model;
  usage.streamed = body.stream === true;
  assertModelAllowed(principal, body.model);
  const generation = generate(request, signal);
  const noted = withNotes(generation, usage);
  // Who asks for no reasoning is shown none, also of a model that can't help it.
  const shown = generation.payload === "c1" && request.reasoningEffort !== "none" ? withThinkItems(noted) : noted;
  const stamp = (): Stamp => ({ id: newId("chatcmpl"), created: Math.floor(Date.now() / 1_000), model: generation.model });
  if (!body.stream) {
    const whole = await collect(shown);
    noteAdjusted(headers, generation.adjusted, CHAT_NAMES);
    return toChatCompletion(whole, stamp());
  }
  // What fails before the first event still gets a status of its own.
  const begun = await started(shown);
  noteAdjusted(headers, generation.adjusted, CHAT_NAMES);
  const { include_usage: usageToo, include_obfuscation: padded } = body.stream_options ?? {};
  const frames = toFrames(begun, stamp(), { includeUsage: usageToo === true, obfuscate: padded === true });
  return new EventStream(frames, (error) => frame(JSON.stringify(error.toBody())), 0, frame("[DONE]"));
}

async function* toFrames(events: GenerationEvents, stamp: Stamp, options: ChunkOptions): AsyncGenerator<string> {
  for await (const chunk of toChunks(events, stamp, options)) yield frame(JSON.stringify(chunk));
}

async function* withNotes(generation: Generation, usage: UsageNote): GenerationEvents {
  usage.answeredBy = generation.model;
  for await (const event of generation.events) {
    usage.answeredBy = generation.model;
    if (event.type.endsWith("-delta")) noteFirstDelta(usage);
    if (event.type === "finish") usage.tokens = event.usage;
    yield event;
  }
}

/** The same events, once the first of them is there: throws what the generation fails with before it says anything. */
async function started(events: GenerationEvents): Promise<GenerationEvents> {
  const iterator = events[Symbol.asyncIterator]();
  const first = await iterator.next();
  return resumed(first, iterator);
}

async function* resumed<T>(first: IteratorResult<T>, iterator: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    for (let result = first; !result.done; result = await iterator.next()) yield result.value;
  } finally {
    await iterator.return?.();
  }
}

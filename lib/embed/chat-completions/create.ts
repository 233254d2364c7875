import type { ChatCompletion } from "openai/resources/chat/completions";
import { generate } from "@/lib/engine";
import { collect } from "@/lib/generation/collect";
import type { GenerationRequest } from "@/lib/generation/request";
import { type ApiRoute, apiRoute, type Call } from "@/lib/http/api-route";
import { DEADLINE_MS } from "@/lib/http/deadline";
import { MarkdownBody } from "@/lib/http/markdown-body";
import { EventStream, frame, HEARTBEAT } from "@/lib/http/sse";
import { newId } from "@/lib/ids";
import { openTools } from "@/lib/tools/toolbox";
import { adjustedComment, CHAT_NAMES, noteAdjusted } from "../adjusted";
import { takePlace } from "../admit";
import { inFormat, wantedFormat } from "../answer-format";
import { type Started, started, withNotes } from "../begin-answer";
import { assertModelAllowed } from "../model-access";
import { REFUSAL_MS } from "../refusal-wait";
import { stored } from "../storage";
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
  const box = await stored(openTools(asked.hosted?.tools ?? [], principal));
  const generation = generate(asked, signal, box);
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

import { setImmediate as nextTick } from "node:timers/promises";
import type { FinishReason, GenerationEvent, GenerationEvents, Usage } from "@/lib/generation/event";
import { readText } from "@/lib/generation/read-text";
import type { GenerationRequest } from "@/lib/generation/request";
import { countTokens, countTokensOfLines, cutAtTokens } from "@/lib/generation/tokens";
import type { Upstream } from "@/lib/generation/upstream";
import { TEXT } from "@/lib/genui/library/library";
import { isUiNode } from "@/lib/genui/tree";
import { toStatements, writeNode } from "@/lib/genui/write/write";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log";
import { countChars } from "@/lib/long-json";
import { type Answered, answer, answerWithin } from "./answer";
import type { Answer, Call } from "./skill";
import { answerApart } from "./thread/answer-apart";
import { StopScanner } from "@/lib/generation/stop-scanner";

export const OFFLINE_MODEL_ID = "c1/vitrine/offline/v-20261122";

/**
 * The offline engine: rules, not a language model. Deterministic and without memory or clock; `temperature`, `topP`, penalties,
 * `seed` and effort have no effect, and instructions are not followed. Charts, tables, forms, tool calls, arithmetic, a few facts.
 */
export const offline: Upstream = { stream };

const STATEMENTS_PER_TICK = 8;

async function* stream(request: GenerationRequest, signal: AbortSignal): GenerationEvents {
  signal.throwIfAborted();
  const result = await answerOf(request, signal);
  log.info({ skill: result.skill, because: result.because }, "the offline engine answers");
  const counts: Counts = { outputTokens: 0, isCut: false };
  if (result.type === "calls") yield await callEvents(result.calls, counts);
  else yield* textEvents(piecesOf(result), request, signal, counts);
  signal.throwIfAborted();
  const reason: FinishReason = result.type === "calls" ? "tool-calls" : counts.isCut ? "length" : "stop";
  const usage: Usage = {
    inputTokens: await countInput(request),
    cachedTokens: 0,
    outputTokens: counts.outputTokens,
    reasoningTokens: 0,
  };
  yield [{ type: "finish", reason, usage }];
}

/** A request with more text, or more work in it, is answered by the thread. */
const SMALL = { chars: 16_000, cpuMs: 20 };

async function answerOf(request: GenerationRequest, signal: AbortSignal): Promise<Answered> {
  const isSmall = countChars(request, SMALL.chars) <= SMALL.chars;
  return (isSmall && answerWithin(request, SMALL.cpuMs)) || (await answerApart(request, signal)) || answer(request);
}

interface Counts {
  outputTokens: number;
  /** Whether the limit of tokens cut the answer. */
  isCut: boolean;
}

// Whole code points, so that no surrogate pair falls apart.
const JSON_PIECE = /[\s\S]{1,48}/gu;

/** One statement a piece, so that the interface grows while it streams. */
function piecesOf(result: Exclude<Answer, { type: "calls" }>): string[] {
  if (result.type === "json") return result.text.match(JSON_PIECE) ?? [];
  const { children } = result.root.props;
  // One short text goes in one statement: a limit of a few tokens still lets it through.
  if (Array.isArray(children) && children.length === 1 && isUiNode(children[0]) && children[0].component === TEXT)
    return [`root = ${writeNode(result.root)}`];
  const statements = toStatements(result.root);
  return statements.map((statement, i) => (i < statements.length - 1 ? `${statement}\n` : statement));
}

/** A batch a turn of the process. */
async function* textEvents(pieces: string[], request: GenerationRequest, signal: AbortSignal, counts: Counts): GenerationEvents {
  const id = newId("msg");
  const stop = new StopScanner(request.stop);
  const limit = request.maxOutputTokens;
  const uncounted: string[] = [];
  let batch: GenerationEvent[] = [{ type: "text-start", id }];
  for (const [i, piece] of pieces.entries()) {
    if (i > 0 && i % STATEMENTS_PER_TICK === 0) {
      if (batch.length > 0) yield batch;
      batch = [];
      await nextTick();
    }
    signal.throwIfAborted();
    const safe = stop.push(piece, i === pieces.length - 1);
    if (limit === null) uncounted.push(safe);
    const delta = limit === null ? safe : await withinLimit(safe, limit, counts);
    if (delta !== "") batch.push({ type: "text-delta", id, delta });
    if (counts.isCut || stop.isStopped) break;
  }
  yield [...batch, { type: "text-end", id }];
  // Nobody waits for the figures of what has left.
  for (const text of uncounted) counts.outputTokens += await countTokens(text);
}

/** Resolves to what the limit lets through of a text, and counts that. */
async function withinLimit(text: string, limit: number, counts: Counts): Promise<string> {
  const tokensLeft = limit - counts.outputTokens;
  const tokens = await countTokens(text);
  counts.outputTokens += Math.min(tokens, tokensLeft);
  counts.isCut = tokens > tokensLeft;
  return counts.isCut ? cutAtTokens(text, tokensLeft) : text;
}

async function callEvents(calls: Call[], counts: Counts): Promise<GenerationEvent[]> {
  const events: GenerationEvent[] = [];
  for (const call of calls) {
    const id = newId("fc");
    const text = JSON.stringify(call.arguments);
    events.push({ type: "tool-call-start", id, callId: newId("call"), name: call.name });
    events.push({ type: "tool-call-delta", id, delta: text });
    events.push({ type: "tool-call-end", id });
    counts.outputTokens += (await countTokens(call.name)) + (await countTokens(text));
  }
  return events;
}

/** Instructions are not counted: the engine does not read them. */
function countInput(request: GenerationRequest): Promise<number> {
  const tools = request.tools.length > 0 ? JSON.stringify(request.tools) : "";
  return countTokensOfLines([...request.input.map(readText), tools]);
}

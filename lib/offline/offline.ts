import { setImmediate as nextTick } from "node:timers/promises";
import type { FinishReason, GenerationEvent, GenerationEvents, Usage } from "@/lib/generation/event";
import { readText } from "@/lib/generation/read-text";
import type { GenerationRequest } from "@/lib/generation/request";
import { countTokens, cutAtTokens } from "@/lib/generation/tokens";
import type { Upstream } from "@/lib/generation/upstream";
import { isUiNode } from "@/lib/genui/tree";
import { toStatements, writeNode } from "@/lib/genui/write/write";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log";
import { answer } from "./answer";
import type { Answer, Call } from "./skill";
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
  const result = answer(request);
  log.info({ skill: result.skill, because: result.because }, "the offline engine answers");
  let outputTokens = 0;
  let reason: FinishReason = "stop";
  for await (const event of result.type === "calls" ? callEvents(result.calls) : textEvents(piecesOf(result), request, signal)) {
    if (event.type === "cut") reason = event.reason;
    else if (event.type === "counted") outputTokens += event.tokens;
    else yield event;
  }
  if (result.type === "calls") reason = "tool-calls";
  signal.throwIfAborted();
  const usage: Usage = { inputTokens: await countInput(request), cachedTokens: 0, outputTokens, reasoningTokens: 0 };
  yield { type: "finish", reason, usage };
}

type Step = GenerationEvent | { type: "cut"; reason: FinishReason } | { type: "counted"; tokens: number };

// Whole code points, so that no surrogate pair falls apart.
const JSON_PIECE = /[\s\S]{1,48}/gu;

/** One statement a piece, so that the interface grows while it streams. */
function piecesOf(result: Exclude<Answer, { type: "calls" }>): string[] {
  if (result.type === "json") return result.text.match(JSON_PIECE) ?? [];
  const { children } = result.root.props;
  // One short text goes in one statement: a limit of a few tokens still lets it through.
  if (Array.isArray(children) && children.length === 1 && isUiNode(children[0]) && children[0].component === "TextContent")
    return [`root = ${writeNode(result.root)}`];
  const statements = toStatements(result.root);
  return statements.map((statement, i) => (i < statements.length - 1 ? `${statement}\n` : statement));
}

async function* textEvents(pieces: string[], request: GenerationRequest, signal: AbortSignal): AsyncGenerator<Step> {
  const id = newId("msg");
  const stop = new StopScanner(request.stop);
  let tokensLeft = request.maxOutputTokens ?? Number.POSITIVE_INFINITY;
  yield { type: "text-start", id };
  for (const [i, piece] of pieces.entries()) {
    if (i > 0 && i % STATEMENTS_PER_TICK === 0) await nextTick();
    signal.throwIfAborted();
    const safe = stop.push(piece, i === pieces.length - 1);
    const tokens = await countTokens(safe);
    const delta = tokens > tokensLeft ? await cutAtTokens(safe, tokensLeft) : safe;
    if (delta !== "") yield { type: "text-delta", id, delta };
    yield { type: "counted", tokens: Math.min(tokens, tokensLeft) };
    tokensLeft -= tokens;
    if (tokensLeft < 0) {
      yield { type: "cut", reason: "length" };
      break;
    }
    if (stop.isStopped) break;
  }
  yield { type: "text-end", id };
}

async function* callEvents(calls: Call[]): AsyncGenerator<Step> {
  for (const call of calls) {
    const id = newId("fc");
    const text = JSON.stringify(call.arguments);
    yield { type: "tool-call-start", id, callId: newId("call"), name: call.name };
    yield { type: "tool-call-delta", id, delta: text };
    yield { type: "tool-call-end", id };
    yield { type: "counted", tokens: (await countTokens(call.name)) + (await countTokens(text)) };
  }
}

/** Instructions are not counted: the engine does not read them. */
function countInput(request: GenerationRequest): Promise<number> {
  const tools = request.tools.length > 0 ? JSON.stringify(request.tools) : "";
  return countTokens([...request.input.map(readText), tools].join("\n"));
}

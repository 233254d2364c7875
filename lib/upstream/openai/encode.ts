import { createHash } from "node:crypto";
import { ownInstructionsOf } from "@/lib/generation/instructions";
import type { CacheBreakpoint, ContentPart, Item, MessageItem, ReasoningState } from "@/lib/generation/item";
import type { GenerationRequest } from "@/lib/generation/request";
import type { Tell } from "@/lib/generation/upstream";
import { ownState, statesOfCalls } from "../own-state";
import { offeredTools } from "../tool-limits";
import type { Body } from "../wire-format";
import type { Door } from "./doors";
import type { FamilyRule } from "./rules";
import { type Owner, thoughtsFor } from "./thoughts";

/** The least that the API takes. */
const OUTPUT_TOKENS_MIN = 16;
const CALL_ID_CHARS_MAX = 64;
/** How many marks one request may hold; one less where the API sets its own behind the last message. */
const MARKS_MAX = { implicit: 3, explicit: 4 } as const;

type Part = Record<string, unknown> & { type: string };

/** The request in OpenAI's Responses format, always streamed, nothing stored there. It holds what `rule` says that the model takes. */
export function encode(request: GenerationRequest, rule: FamilyRule, door: Door, tell: Tell): Body {
  return {
    model: request.model,
    input: toInput(request, rule, door),
    stream: true,
    store: false,
    ...(door.pads && { stream_options: { include_obfuscation: false } }),
    ...reasoningMembers(request, rule),
    ...toolMembers(request),
    ...textMember(request, rule),
    ...cacheMembers(request, rule, door),
    ...samplingMembers(request, tell),
  };
}

/** Whether the model is asked to think; of one that nothing is known of, whether the client wants it to. */
function thinks({ reasoningEffort }: GenerationRequest, { efforts }: FamilyRule): boolean {
  return efforts === null ? reasoningEffort !== null : efforts.length > 0;
}

function reasoningMembers(request: GenerationRequest, rule: FamilyRule): Body {
  const { reasoningEffort: effort } = request;
  const include = ["reasoning.encrypted_content"];
  if (rule.efforts === null) return effort === null ? { include } : { include, reasoning: { effort } };
  if (!thinks(request, rule)) return {};
  const summary = effort === "none" ? {} : { summary: "auto" };
  return { include, reasoning: { ...(effort !== null && { effort }), ...summary } };
}

function toolMembers(request: GenerationRequest): Body {
  const { tools, toolChoice, allowedTools, parallelToolCalls } = request;
  if (tools.length === 0) return {};
  // The list stays whole, since another list is another beginning of the prompt.
  const offered = offeredTools(request).map(({ name }) => ({ type: "function", name }));
  const choice = typeof toolChoice === "string" ? toolChoice : { type: "function", name: toolChoice.name };
  const isLimited = allowedTools !== null && (choice === "auto" || choice === "required");
  return {
    tools: tools.map(({ name, description, parameters, strict }) => ({
      type: "function",
      name,
      ...(description !== null && { description }),
      parameters: parameters ?? { type: "object", properties: {} },
      strict: strict ?? false,
    })),
    tool_choice: isLimited ? { type: "allowed_tools", mode: choice, tools: offered } : choice,
    ...(!parallelToolCalls && { parallel_tool_calls: false }),
  };
}

function textMember({ outputFormat, verbosity }: GenerationRequest, rule: FamilyRule): Body {
  const length = rule.verbosity && verbosity !== null ? { verbosity } : {};
  if (outputFormat.type === "text") return verbosity !== null && rule.verbosity ? { text: length } : {};
  if (outputFormat.type === "json_object") return { text: { format: { type: "json_object" }, ...length } };
  const { description, ...format } = outputFormat;
  return { text: { format: { ...format, ...(description !== null && { description }) }, ...length } };
}

function cacheMembers({ cache, ...request }: GenerationRequest, rule: FamilyRule, door: Door): Body {
  const { key, mode, ttl, retention } = cache;
  const options = { ...(mode !== null && { mode }), ...(ttl != null && { ttl }) };
  return {
    prompt_cache_key: key ?? cacheKey(request, door),
    ...(rule.cache === "marks" && Object.keys(options).length > 0 && { prompt_cache_options: options }),
    ...(retention !== null && rule.retention.includes(retention) && { prompt_cache_retention: retention }),
  };
}

/** The same for all that may begin with the same. */
function cacheKey({ uiPrompt, instructions, input }: Omit<GenerationRequest, "cache">, door: Door): string {
  const first = door.cacheKey === "dialogue" ? input.find((item) => item.type === "message" && item.role === "user") : undefined;
  const beginning = JSON.stringify([uiPrompt, instructions, first?.type === "message" ? first.content : null]);
  return `vitrine-${createHash("sha256").update(beginning).digest("hex").slice(0, 32)}`;
}

function samplingMembers(request: GenerationRequest, tell: Tell): Body {
  const { temperature, topP, maxOutputTokens, seed, frequencyPenalty, presencePenalty } = request;
  const leftOut = { seed, frequency_penalty: frequencyPenalty || null, presence_penalty: presencePenalty || null };
  for (const [parameter, value] of Object.entries(leftOut)) if (value !== null) tell({ parameter, sent: null });
  const tokens = maxOutputTokens === null ? null : Math.max(maxOutputTokens, OUTPUT_TOKENS_MIN);
  if (tokens !== maxOutputTokens) tell({ parameter: "max_output_tokens", sent: String(tokens) });
  return {
    ...(tokens !== null && { max_output_tokens: tokens }),
    ...(temperature !== null && { temperature }),
    ...(topP !== null && { top_p: topP }),
  };
}

function toInput(request: GenerationRequest, rule: FamilyRule, door: Door): Part[] {
  const marks = createMarks(request, rule);
  const role = thinks(request, rule) ? "developer" : "system";
  // What the model is told stands in the dialogue: in `instructions` there is no place for a mark.
  const own = rule.verbosity ? request.instructions : ownInstructionsOf(request);
  const told = [
    ...(request.uiPrompt === null ? [] : [{ type: "input_text", text: request.uiPrompt, ...marks.own }]),
    ...(own === null ? [] : [{ type: "input_text", text: own }]),
  ];
  const owner = { provider: door.name, model: request.model };
  const states = statesOfCalls(request.input, owner.provider, owner.model);
  const context = { role, marks, states, kept: thoughtsFor(request.input, owner), owner } as const;
  return [
    ...(told.length > 0 ? [{ type: "message", role, content: told }] : []),
    ...request.input.flatMap((item) => toItems(item, context)),
  ];
}

interface Marks {
  own: { prompt_cache_breakpoint?: CacheBreakpoint };
  of(part: ContentPart): { prompt_cache_breakpoint?: CacheBreakpoint };
}

/** Ours behind what is told about interface, and the client's last ones, as many as there is room for. */
function createMarks({ uiPrompt, input, cache }: GenerationRequest, rule: FamilyRule): Marks {
  if (rule.cache !== "marks") return { own: {}, of: () => ({}) };
  const asked = input.flatMap((item) => (item.type === "message" && item.role !== "assistant" ? item.content : [])).filter(isMarked);
  const room = MARKS_MAX[cache.mode ?? "implicit"] - (uiPrompt === null ? 0 : 1);
  const kept = new Set<ContentPart>(asked.slice(-room));
  return {
    own: { prompt_cache_breakpoint: { mode: "explicit" } },
    of: (part) => (kept.has(part) && isMarked(part) ? { prompt_cache_breakpoint: part.prompt_cache_breakpoint } : {}),
  };
}

type Marked = ContentPart & { prompt_cache_breakpoint: CacheBreakpoint };

function isMarked(part: ContentPart): part is Marked {
  return "prompt_cache_breakpoint" in part && part.prompt_cache_breakpoint !== undefined;
}

interface Context {
  role: "developer" | "system";
  marks: Marks;
  /** What was thought before calls, by their ids. */
  states: Map<string, ReasoningState>;
  /** The same, where a client hands back calls alone. */
  kept: (callId: string) => Part[];
  owner: Owner;
}

function toItems(item: Item, context: Context): Part[] {
  switch (item.type) {
    case "message": {
      const content = item.content.flatMap((part) => toPart(part, context.marks));
      return content.length > 0 ? [toMessage(item, content, context.role)] : [];
    }
    case "function_call": {
      const thought = (context.states.get(item.call_id)?.blocks ?? context.kept(item.call_id)) as Part[];
      return [...thought, { type: "function_call", call_id: callId(item.call_id), name: item.name, arguments: item.arguments }];
    }
    case "function_call_output": {
      const output = typeof item.output === "string" ? item.output : item.output.flatMap((part) => toPart(part, null));
      return [{ type: "function_call_output", call_id: callId(item.call_id), output }];
    }
    case "reasoning": {
      const state = ownState(item, context.owner.provider, context.owner.model);
      const isWithItsCall = state?.callId !== undefined && context.states.has(state.callId);
      return isWithItsCall ? [] : ((state?.blocks ?? []) as Part[]);
    }
  }
}

function toMessage({ role, phase }: MessageItem, content: Part[], systemRole: Context["role"]): Part {
  const isTold = role === "system" || role === "developer";
  return { type: "message", role: isTold ? systemRole : role, content, ...(phase !== undefined && { phase }) };
}

function toPart(part: ContentPart, marks: Marks | null): Part[] {
  const mark = marks?.of(part) ?? {};
  switch (part.type) {
    case "input_text":
    case "output_text":
      return part.text === "" ? [] : [{ type: part.type, text: part.text, ...mark }];
    case "refusal":
      return [{ type: "refusal", refusal: part.refusal }];
    case "input_image":
      return [{ type: "input_image", image_url: part.image_url, detail: part.detail, ...mark }];
    case "input_file":
      return [
        {
          type: "input_file",
          ...(part.file_data === null ? { file_url: part.file_url } : { filename: part.filename ?? "file", file_data: part.file_data }),
          ...mark,
        },
      ];
  }
}

/** Ids of other providers may be longer than is taken here; the same long one always becomes the same short one. */
function callId(id: string): string {
  return id.length <= CALL_ID_CHARS_MAX ? id : `call_${createHash("sha256").update(id).digest("hex").slice(0, 40)}`;
}

/** The body without what was thought in earlier turns; null where there is none of it. */
export function withoutReasoning(body: Body): Body | null {
  const input = Array.isArray(body.input) ? (body.input as Part[]) : [];
  const rest = input.filter(({ type }) => type !== "reasoning");
  return rest.length === input.length ? null : { ...body, input: rest };
}

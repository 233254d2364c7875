import type OpenAI from "openai";
import { instructionsOf, ownInstructionsOf } from "@/lib/generation/instructions";
import type { GenerationRequest } from "@/lib/generation/request";
import type { Tell } from "@/lib/generation/upstream";
import { offeredTools } from "../tool-limits";
import type { Body } from "../wire-format";
import { type Message, nineCharacters, toMessages } from "./messages";
import { type ChatRules, type ChatServer, rulesFor } from "./rules";
import { createThoughtsBack } from "./thoughts";

type Format = OpenAI.Chat.ChatCompletionCreateParamsStreaming["response_format"];

/**
 * The request in OpenAI's Chat Completions format as a server wants it, always streamed, members that were not asked for left out; `tell`
 * gets what its model does not take as it was asked for. `name` is the server's, whose own reasoning goes back to it.
 */
export function encode(request: GenerationRequest, server: ChatServer, name = "", tell: Tell = () => {}): Body {
  const rules = rulesFor(server, request.model);
  const thoughts = rules.thoughtsBack ? createThoughtsBack(request.input, name, request.model) : null;
  const messages = toMessages(request.input, { thoughts, idOf: rules.nineCharacterIds ? nineCharacters : (id) => id });
  const hasThoughts = messages.some(
    (message) => message.role === "assistant" && Object.keys(message).some((key) => key.startsWith("reasoning")),
  );
  return {
    model: request.model,
    messages: withOneBeginning(systemMessages(request, rules), messages),
    stream: true,
    ...(rules.asksForUsage && { stream_options: { include_usage: true } }),
    ...rules.always,
    ...(hasThoughts && rules.withThoughts),
    ...toolMembers(request, rules),
    ...samplingMembers(request, rules, tell),
    ...thinkingMembers(request, rules, tell),
    ...formatMembers(request, rules),
    ...(request.maxOutputTokens !== null && { [rules.maxTokens]: request.maxOutputTokens }),
  };
}

/** What the model is told before the dialogue. The prompt for interface is a part of its own where a cache is told to keep it. */
function systemMessages(request: GenerationRequest, rules: ChatRules): Record<string, unknown>[] {
  const instructions = [instructionsOf(request), schemaAsWords(request, rules)].filter((text) => text).join("\n\n");
  if (instructions === "") return [];
  const isMarked = request.uiPrompt !== null && request.cache.mode !== "explicit" && rules.marked?.test(request.model);
  if (!isMarked) return [{ role: "system", content: instructions }];
  const own = ownInstructionsOf(request);
  const marked = { type: "text", text: request.uiPrompt, cache_control: { type: "ephemeral" } };
  return [{ role: "system", content: [marked, ...(own === null ? [] : [toText(own)])] }];
}

/** The templates of many models take one message of the system, at the beginning: what the client begins with belongs to it. */
function withOneBeginning(own: Record<string, unknown>[], messages: Message[]): Record<string, unknown>[] {
  const [system] = own;
  const dialogueAt = messages.findIndex(({ role }) => role !== "system");
  const said = messages.slice(0, dialogueAt === -1 ? messages.length : dialogueAt).map(({ content }) => content);
  const rest = messages.slice(said.length).map((message) => ({ ...message }));
  if (said.length === 0) return [...own, ...rest];
  const texts = said.map((content) => (typeof content === "string" ? content : ""));
  if (Array.isArray(system?.content)) return [{ ...system, content: [...system.content, ...texts.map(toText)] }, ...rest];
  const content = [...(typeof system?.content === "string" ? [system.content] : []), ...texts].join("\n\n");
  return [{ role: "system", content }, ...rest];
}

const toText = (text: string) => ({ type: "text", text });

function toolMembers(request: GenerationRequest, rules: ChatRules): Record<string, unknown> {
  const { toolChoice } = request;
  const alone = typeof toolChoice === "object" && rules.namedTool === "alone" ? toolChoice.name : null;
  const tools = offeredTools(request).filter(({ name }) => alone === null || name === alone);
  if (tools.length === 0) return {};
  const choice = alone === null ? toolChoice : "required";
  return {
    tools: tools.map(({ name, description, parameters, strict }) => ({
      type: "function",
      function: {
        name,
        ...(description !== null && { description }),
        ...(parameters !== null && { parameters }),
        ...(strict !== null && { strict }),
      },
    })),
    tool_choice: typeof choice === "string" ? (choice === "required" ? rules.required : choice) : toNamed(choice.name),
    ...((rules.parallelCalls === "asked" || !request.parallelToolCalls) && { parallel_tool_calls: request.parallelToolCalls }),
    ...rules.withTools,
  };
}

const toNamed = (name: string) => ({ type: "function", function: { name } });

function samplingMembers(request: GenerationRequest, rules: ChatRules, tell: Tell): Record<string, unknown> {
  const { temperature, topP, frequencyPenalty, presencePenalty, seed, stop } = request;
  if (!rules.sampling && temperature !== null) tell({ parameter: "temperature", sent: null });
  if (!rules.sampling && topP !== null) tell({ parameter: "top_p", sent: null });
  if (rules.seed === null && seed !== null) tell({ parameter: "seed", sent: null });
  return {
    ...(rules.sampling && temperature !== null && { temperature }),
    ...(rules.sampling && topP !== null && { top_p: topP }),
    ...(frequencyPenalty !== null && { frequency_penalty: frequencyPenalty }),
    ...(presencePenalty !== null && { presence_penalty: presencePenalty }),
    ...(rules.seed !== null && seed !== null && { [rules.seed]: seed }),
    ...(stop.length > 0 && { stop }),
  };
}

function thinkingMembers({ reasoningEffort: asked }: GenerationRequest, rules: ChatRules, tell: Tell): Record<string, unknown> {
  if (asked === null) return {};
  const { thinking } = rules;
  if (asked === "none" && thinking?.off) return thinking.off;
  const effort = rules.efforts ? rules.efforts[asked] : asked;
  if (effort !== asked) tell({ parameter: "reasoning.effort", sent: effort });
  const [name = "", inner] = rules.effortAt.split(".");
  const members = effort === null || name === "" ? {} : { [name]: inner === undefined ? effort : { [inner]: effort } };
  return { ...thinking?.on, ...members };
}

function formatMembers(request: GenerationRequest, rules: ChatRules): Record<string, unknown> {
  const { outputFormat } = request;
  if (outputFormat.type === "text") return {};
  if (outputFormat.type === "json_object" || schemaAsWords(request, rules) !== null) return { response_format: { type: "json_object" } };
  const { name, description, schema, strict } = outputFormat;
  const format: Format = { type: "json_schema", json_schema: { name, schema, strict, ...(description !== null && { description }) } };
  return { response_format: format };
}

/** A schema that the server has no parameter for; null where it has, or none was asked for. */
function schemaAsWords({ outputFormat, tools }: GenerationRequest, { schema }: ChatRules): string | null {
  if (outputFormat.type !== "json_schema") return null;
  if (schema === "always" || (schema === "without-tools" && tools.length === 0)) return null;
  return `Answer with nothing but a JSON value that is valid against this JSON Schema:\n${JSON.stringify(outputFormat.schema)}`;
}

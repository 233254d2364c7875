import { event, newId, strictFault, THOUGHT, unknownMember } from "./story.mjs";

// Anthropic's Messages API, as Claude Sonnet 5.5 takes it.

const MEMBERS =
  "model max_tokens messages stream system tools tool_choice thinking output_config stop_sequences metadata service_tier cache_control".split(
    " ",
  );
const EFFORTS = ["low", "medium", "high", "xhigh", "max"];
const TOOL = ["name", "description", "input_schema", "strict", "eager_input_streaming", "cache_control"];
const BINDING = "thinking-binding-controls-2026-08-01";
const NOT_IN_SCHEMAS = /"(?:minimum|maximum|minLength|maxLength|pattern|minItems|maxItems|oneOf|\$schema)":/;

const refused = (message, status = 400, type = "invalid_request_error") => ({
  status,
  body: { type: "error", error: { type, message }, request_id: "req_011CTests" },
});

export const anthropic = {
  refuses({ path, headers, body, given }) {
    if (path !== "/v1/messages") return refused("Not Found", 404, "not_found_error");
    if (headers["x-api-key"] !== "a-key-for-tests") return refused("invalid x-api-key", 401, "authentication_error");
    if (!headers["anthropic-version"]) return refused("anthropic-version: header is required");
    const unknown = unknownMember(body, MEMBERS);
    if (unknown) return refused(`${unknown}: Extra inputs are not permitted`);
    if (!(body.max_tokens > 0)) return refused("max_tokens: Field required");
    if (body.max_tokens > 128_000)
      return refused(`max_tokens: ${body.max_tokens} > 128000, which is the maximum allowed number of output tokens`);
    return refusedThinking(body, headers) ?? refusedTools(body) ?? refusedTurns(body, headers, given);
  },

  reads({ messages, tools = [], output_config: config }) {
    const last = messages.at(-1).content;
    const question = messages
      .findLast(({ content }) => content.some(({ type }) => type === "text"))
      ?.content.map(({ text = "" }) => text)
      .join("");
    const result = last.find(({ type }) => type === "tool_result");
    return {
      question: question ?? "",
      result: result?.content ?? null,
      isObject: config?.format?.type === "json_schema",
      tool: tools[0]?.name ?? null,
    };
  },

  writes(answer, { body, given }) {
    const isCall = answer.type === "call";
    const usage = { input_tokens: 54, cache_creation_input_tokens: 0, cache_read_input_tokens: 64, output_tokens: 1 };
    const message = { id: "msg_01Tests", type: "message", role: "assistant", model: body.model, content: [], stop_reason: null, usage };
    const index = isCall ? 1 : 0;
    const block = isCall ? { type: "tool_use", id: newId("toolu_01"), name: answer.tool, input: {} } : { type: "text", text: "" };
    const begin = [
      event({ type: "message_start", message }),
      isCall ? thought(block.id, body, given) : "",
      event({ type: "content_block_start", index, content_block: block }),
      event({ type: "ping" }),
    ];
    const end = [
      event({ type: "content_block_stop", index }),
      event({ type: "message_delta", delta: { stop_reason: isCall ? "tool_use" : "end_turn" }, usage: { output_tokens: 42 } }),
      event({ type: "message_stop" }),
    ];
    const delta = (text) => (isCall ? { type: "input_json_delta", partial_json: text } : { type: "text_delta", text });
    return { begin: begin.join(""), piece: (text) => event({ type: "content_block_delta", index, delta: delta(text) }), end: end.join("") };
  },
};

/** What was thought, signed for the very prompt, tools and messages that led to it. */
function thought(id, body, given) {
  const signature = newId("EqQBCgIYAhIM");
  given.set(id, { signature, thinking: THOUGHT.join(""), before: prefix(body, body.messages.length) });
  return [
    event({ type: "content_block_start", index: 0, content_block: { type: "thinking", thinking: "", signature: "" } }),
    ...THOUGHT.map((thinking) => event({ type: "content_block_delta", index: 0, delta: { type: "thinking_delta", thinking } })),
    event({ type: "content_block_delta", index: 0, delta: { type: "signature_delta", signature } }),
    event({ type: "content_block_stop", index: 0 }),
  ].join("");
}

/** What a thought is bound to; marks for the cache are no part of it. */
function prefix({ system = [], tools = [], messages }, count) {
  return JSON.stringify([system, tools, messages.slice(0, count)], (name, value) => (name === "cache_control" ? undefined : value));
}

function refusedThinking({ thinking, output_config: config, tool_choice: choice }, headers) {
  if (choice && choice.type !== "auto" && choice.type !== "none")
    return refused('tool_choice: forcing a tool is not supported by this model; use "auto"');
  if (thinking && !["adaptive", "between_tools"].includes(thinking.type))
    return refused(`thinking.type: '${thinking.type}' is not supported by this model; use 'adaptive'`);
  if (thinking?.block_binding && headers["anthropic-beta"] !== BINDING)
    return refused("thinking.block_binding: Extra inputs are not permitted");
  if (config?.effort !== undefined && !EFFORTS.includes(config.effort))
    return refused("output_config.effort: Input should be 'low' or 'high'");
  const { format } = config ?? {};
  if (!format) return null;
  const fault = NOT_IN_SCHEMAS.test(JSON.stringify(format.schema))
    ? "For 'object' type, a keyword is not supported"
    : strictFault(format.schema);
  return fault && refused(`output_config.format.schema: ${fault}`);
}

function refusedTools({ tools = [], system = [], messages }) {
  for (const [index, tool] of tools.entries()) {
    const unknown = unknownMember(tool, TOOL);
    if (unknown) return refused(`tools.${index}.custom.${unknown}: Extra inputs are not permitted`);
    if (tool.input_schema?.type !== "object") return refused(`tools.${index}.custom.input_schema.type: Field required`);
    if (tool.strict && strictFault(tool.input_schema)) return refused(`tools.${index}.custom: ${strictFault(tool.input_schema)}`);
  }
  const marks = JSON.stringify([tools, system, messages]).match(/"cache_control":\{[^}]*\}/g) ?? [];
  if (marks.length > 4) return refused(`A maximum of 4 blocks with cache_control may be provided. Found ${marks.length}.`);
  const short = marks.findIndex((mark) => !mark.includes('"1h"'));
  return short >= 0 && marks.slice(short).some((mark) => mark.includes('"1h"'))
    ? refused("a ttl='1h' block must not come after a ttl='5m' block")
    : null;
}

function refusedTurns(body, headers, given) {
  const { messages } = body;
  if (messages[0]?.role !== "user") return refused('messages: first message must use the "user" role');
  if (messages.at(-1).role !== "user") return refused("This model does not support assistant message prefill.");
  for (const [index, { role, content }] of messages.entries()) {
    if (index > 0 && messages[index - 1].role === role) return refused("messages: roles must alternate");
    if (content.length === 0 || content.some(({ type, text }) => type === "text" && text.trim() === ""))
      return refused("messages: text content blocks must be non-empty");
    const fault = refusedCalls(content, messages[index + 1], index) ?? refusedThoughts(body, index, given);
    if (fault) return fault;
  }
  return null;
}

function refusedCalls(content, next, index) {
  for (const { type, id } of content) {
    if (type !== "tool_use") continue;
    if (!/^[a-zA-Z0-9_-]{1,64}$/.test(id))
      return refused(`messages.${index}.content.0.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'`);
    if (!next?.content.some((block) => block.type === "tool_result" && block.tool_use_id === id))
      return refused(`messages.${index}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${id}.`);
  }
  return null;
}

/** A call comes back behind what led to it, as it was signed. */
function refusedThoughts(body, index, given) {
  const { content } = body.messages[index];
  const call = content.find(({ type, id }) => type === "tool_use" && given.has(id));
  const block = content.find(({ type }) => type === "thinking");
  if (!call) return null;
  const due = given.get(call.id);
  if (!block) return refused(`messages.${index}.content.0: Expected \`thinking\` or \`redacted_thinking\`, but found \`tool_use\`.`);
  if (block.signature !== due.signature || block.thinking !== due.thinking)
    return refused(`messages.${index}.content.0: Invalid \`signature\` in \`thinking\` block`);
  const drops = body.thinking?.block_binding?.prefix_mismatch_behavior === "drop_block";
  if (!drops && prefix(body, index) !== due.before)
    return refused(`messages.${index}.content.0: The block is bound to a different conversation`);
  return null;
}

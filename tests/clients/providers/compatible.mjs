import { data, newId, strictFault, THOUGHT, unknownMember } from "./story.mjs";

// A strict server of the Chat format that wants its thoughts back, as DeepSeek does.

const MEMBERS =
  "model messages stream stream_options tools tool_choice parallel_tool_calls response_format temperature top_p max_tokens stop seed frequency_penalty presence_penalty reasoning_effort".split(
    " ",
  );
const MESSAGE = {
  system: ["role", "content"],
  user: ["role", "content"],
  assistant: ["role", "content", "tool_calls", "reasoning_content"],
  tool: ["role", "content", "tool_call_id"],
};

const refused = (message, status = 400) => ({
  status,
  body: { error: { message, type: "invalid_request_error", param: null, code: "invalid_request_error" } },
});

export const compatible = {
  refuses({ path, headers, body, given }) {
    if (path !== "/v1/chat/completions") return refused("Not Found", 404);
    if (headers.authorization !== "Bearer a-key-for-tests") return refused("Authentication Fails", 401);
    const unknown = unknownMember(body, MEMBERS);
    if (unknown) return refused(`Unrecognized request argument supplied: ${unknown}`);
    return refusedTools(body) ?? refusedMessages(body.messages, given);
  },

  reads({ messages, tools, response_format: format }) {
    const last = messages.at(-1);
    const { content = "" } = messages.findLast(({ role }) => role === "user") ?? {};
    return {
      question: typeof content === "string" ? content : content.map(({ text = "" }) => text).join(""),
      result: last.role === "tool" ? last.content : null,
      isObject: format?.type === "json_schema",
      tool: tools?.[0].function.name ?? null,
    };
  },

  writes(answer, { body, given }) {
    const isCall = answer.type === "call";
    const id = `chatcmpl-${given.size}`;
    const say = (delta, finish_reason = null) =>
      data({
        id,
        object: "chat.completion.chunk",
        created: 1_795_000_000,
        model: body.model,
        choices: [{ index: 0, delta, finish_reason }],
      });
    const call = { index: 0, id: newId("call_00_"), type: "function", function: { name: answer.tool, arguments: "" } };
    if (isCall) given.set(call.id, THOUGHT.join(""));
    const thoughts = isCall ? THOUGHT.map((reasoning_content) => say({ content: null, reasoning_content })) : [];
    const usage = { prompt_tokens: 118, completion_tokens: 42, total_tokens: 160, prompt_cache_hit_tokens: 64 };
    return {
      begin: [": keep-alive\n\n", say({ role: "assistant", content: "" }), ...thoughts, isCall ? say({ tool_calls: [call] }) : ""].join(""),
      piece: (text) => say(isCall ? { tool_calls: [{ index: 0, function: { arguments: text } }] } : { content: text }),
      end: say({}, isCall ? "tool_calls" : "stop") + data({ id, choices: [], usage }) + data("[DONE]"),
    };
  },
};

function refusedTools({ tools, tool_choice: choice, response_format: format }) {
  if (tools?.length === 0) return refused("[] is too short - 'tools'");
  if (!tools && choice !== undefined) return refused("'tool_choice' is only allowed when 'tools' are specified.");
  for (const { type, function: { name, parameters, strict } = {} } of tools ?? []) {
    if (type !== "function" || !/^[\w-]{1,64}$/.test(name)) return refused("Invalid 'tools[0].function.name'.");
    const fault = strict ? strictFault(parameters) : null;
    if (fault) return refused(`Invalid schema for function '${name}': ${fault}.`);
  }
  if (format?.type !== "json_schema") return null;
  const fault = format.json_schema.strict ? strictFault(format.json_schema.schema) : "this story wants a strict schema";
  return fault && refused(`Invalid schema for response_format: ${fault}.`);
}

function refusedMessages(messages, given) {
  let open = new Set();
  for (const [index, message] of messages.entries()) {
    const known = MESSAGE[message.role];
    if (!known) return refused(`messages[${index}].role: unknown variant \`${message.role}\``);
    const unknown = unknownMember(message, known);
    if (unknown) return refused(`messages[${index}]: unknown field \`${unknown}\``);
    if (message.role === "tool") {
      if (!open.delete(message.tool_call_id))
        return refused("Messages with role 'tool' must be a response to a preceding message with 'tool_calls'.");
      continue;
    }
    if (open.size > 0)
      return refused("An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'.");
    const calls = message.tool_calls ?? [];
    const due = calls.map(({ id }) => given.get(id)).find((thought) => thought !== undefined);
    if (due !== undefined && message.reasoning_content !== due)
      return refused("The `reasoning_content` in the thinking mode must be passed back to the API.");
    if (calls.some(({ function: { arguments: args } }) => typeof args !== "string")) return refused("Invalid type for 'arguments'.");
    open = new Set(calls.map(({ id }) => id));
  }
  return open.size > 0 ? refused("An assistant message with 'tool_calls' must be followed by tool messages.") : null;
}

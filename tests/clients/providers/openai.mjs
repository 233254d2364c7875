import { event, newId, strictFault, THOUGHT, unknownMember } from "./story.mjs";

// OpenAI's Responses API, as GPT-6.2 takes it.

const MEMBERS =
  "model input stream store stream_options include reasoning tools tool_choice parallel_tool_calls text prompt_cache_key prompt_cache_options safety_identifier service_tier max_output_tokens metadata instructions truncation user".split(
    " ",
  );
const ITEMS = {
  message: ["type", "role", "content", "phase"],
  reasoning: ["type", "summary", "encrypted_content", "content"],
  function_call: ["type", "call_id", "name", "arguments"],
  function_call_output: ["type", "call_id", "output"],
};
const EFFORTS = ["low", "medium", "high", "xhigh", "max"];

const refused = (message, param = null, code = null) => ({
  status: 400,
  body: { error: { message, type: "invalid_request_error", param, code } },
});

export const openai = {
  refuses({ path, headers, body, given }) {
    if (path !== "/v1/responses")
      return { status: 404, body: { error: { message: `Invalid URL (POST ${path})`, type: "invalid_request_error" } } };
    if (headers.authorization !== "Bearer a-key-for-tests")
      return {
        status: 401,
        body: { error: { message: "Incorrect API key provided", type: "invalid_request_error", code: "invalid_api_key" } },
      };
    const unknown = unknownMember(body, MEMBERS);
    if (unknown) return refused(`Unsupported parameter: '${unknown}' is not supported with this model.`, unknown, "unsupported_parameter");
    if (body.reasoning?.effort !== undefined && !EFFORTS.includes(body.reasoning.effort))
      return refused(`Unsupported value: '${body.reasoning.effort}'`, "reasoning.effort", "unsupported_value");
    if (body.max_output_tokens < 16) return refused("Invalid 'max_output_tokens': integer below minimum value.", "max_output_tokens");
    if (body.prompt_cache_key?.length > 64) return refused("Invalid 'prompt_cache_key': string too long.", "prompt_cache_key");
    return refusedTools(body) ?? refusedFormat(body) ?? refusedItems(body.input, given);
  },

  reads({ input, tools = [], text }) {
    const question =
      input
        .findLast(({ role }) => role === "user")
        ?.content.map((part) => part.text ?? "")
        .join("") ?? "";
    const last = input.at(-1);
    return {
      question,
      result: last.type === "function_call_output" ? last.output : null,
      isObject: text?.format?.type === "json_schema",
      tool: tools[0]?.name ?? null,
    };
  },

  writes(answer, { body, given }) {
    const response = {
      id: `resp_${given.size}`,
      object: "response",
      created_at: 1_795_000_000,
      model: body.model,
      output: [],
      error: null,
    };
    const usage = {
      input_tokens: 118,
      input_tokens_details: { cached_tokens: 64 },
      output_tokens: 42,
      output_tokens_details: { reasoning_tokens: 17 },
    };
    let sequence = 0;
    const say = (value) => event({ ...value, sequence_number: sequence++ });
    const { item, begin } = answer.type === "call" ? called(answer, given, say) : said(say);
    const isCall = answer.type === "call";
    const index = isCall ? 1 : 0;
    const whole = answer.pieces.join("");
    const done = isCall ? { ...item, status: "completed", arguments: whole } : { ...item, status: "completed", content: [textPart(whole)] };
    return {
      begin: `${say({ type: "response.created", response: { ...response, status: "in_progress" } })}${begin}`,
      piece: (delta) =>
        isCall
          ? say({ type: "response.function_call_arguments.delta", item_id: item.id, output_index: index, delta })
          : say({ type: "response.output_text.delta", item_id: item.id, output_index: index, content_index: 0, delta, logprobs: [] }),
      get end() {
        return [
          isCall ? say({ type: "response.function_call_arguments.done", item_id: item.id, output_index: index, arguments: whole }) : "",
          say({ type: "response.output_item.done", output_index: index, item: done }),
          say({ type: "response.completed", response: { ...response, status: "completed", usage } }),
        ].join("");
      },
    };
  },
};

const textPart = (text) => ({ type: "output_text", text, annotations: [], logprobs: [] });

function said(say) {
  const item = { id: "msg_1", type: "message", status: "in_progress", content: [], phase: "final_answer", role: "assistant" };
  return { item, begin: say({ type: "response.output_item.added", output_index: 0, item }) };
}

/** A call, and before it the reasoning that it wants back. */
function called({ tool }, given, say) {
  const id = newId("call_");
  const encrypted_content = newId("gAAAAABo8rHC");
  given.set(id, encrypted_content);
  const reasoning = { id: `rs_${given.size}`, type: "reasoning", summary: [], encrypted_content: encrypted_content.slice(0, 8) };
  const item = { id: `fc_${given.size}`, type: "function_call", status: "in_progress", arguments: "", call_id: id, name: tool };
  const at = { item_id: reasoning.id, output_index: 0, summary_index: 0 };
  const summary = [{ type: "summary_text", text: THOUGHT.join("") }];
  const begin = [
    say({ type: "response.output_item.added", output_index: 0, item: reasoning }),
    say({ type: "response.reasoning_summary_part.added", ...at, part: { type: "summary_text", text: "" } }),
    ...THOUGHT.map((delta) => say({ type: "response.reasoning_summary_text.delta", ...at, delta })),
    say({ type: "response.output_item.done", output_index: 0, item: { ...reasoning, encrypted_content, summary } }),
    say({ type: "response.output_item.added", output_index: 1, item }),
  ];
  return { item, begin: begin.join("") };
}

function refusedTools({ tools = [], tool_choice: choice }) {
  for (const [index, tool] of tools.entries()) {
    const unknown = unknownMember(tool, ["type", "name", "description", "parameters", "strict", "prompt_cache_breakpoint"]);
    if (unknown) return refused(`Unknown parameter: 'tools[${index}].${unknown}'.`, `tools[${index}].${unknown}`, "unknown_parameter");
    if (!tool.name || tool.strict === undefined) return refused(`Missing required parameter: 'tools[${index}]'.`, `tools[${index}]`);
    const fault = tool.strict ? strictFault(tool.parameters) : null;
    if (fault)
      return refused(`Invalid schema for function '${tool.name}': ${fault}.`, `tools[${index}].parameters`, "invalid_function_parameters");
  }
  return choice !== undefined && tools.length === 0
    ? refused("'tool_choice' is only allowed when 'tools' are specified.", "tool_choice")
    : null;
}

function refusedFormat({ text }) {
  if (text === undefined) return null;
  const unknown = unknownMember(text, ["format", "verbosity"]);
  if (unknown) return refused(`Unknown parameter: 'text.${unknown}'.`, `text.${unknown}`, "unknown_parameter");
  const { format } = text;
  if (format?.type !== "json_schema") return null;
  if (!/^[\w-]{1,64}$/.test(format.name)) return refused("Invalid 'text.format.name'.", "text.format.name");
  const fault = format.strict ? strictFault(format.schema) : "this story wants a strict schema";
  return fault && refused(`Invalid schema for response_format '${format.name}': ${fault}.`, "text.format.schema", "invalid_json_schema");
}

function refusedItems(input, given) {
  const calls = new Set();
  let thought = null;
  for (const [index, item] of input.entries()) {
    const known = ITEMS[item.type];
    if (!known) return refused(`Invalid value: '${item.type}'.`, `input[${index}].type`, "invalid_value");
    const unknown = unknownMember(item, known);
    if (unknown) return refused(`Unknown parameter: 'input[${index}].${unknown}'.`, `input[${index}].${unknown}`, "unknown_parameter");
    const fault = refusedItem(item, { calls, thought, given });
    if (fault) return fault;
    if (item.type === "function_call") calls.add(item.call_id);
    else if (item.type === "reasoning") thought = item.encrypted_content;
    else if (item.role !== "assistant") thought = null;
  }
  const open = [...calls].find((id) => !input.some((item) => item.type === "function_call_output" && item.call_id === id));
  return open ? refused(`No tool output found for function call ${open}.`, "input") : null;
}

function refusedItem(item, { calls, thought, given }) {
  switch (item.type) {
    case "message": {
      if (item.role === "system") return refused("This model takes 'developer' messages.", "input");
      const type = item.role === "assistant" ? "output_text" : "input_text";
      return item.content.every((part) => part.type === type && part.text !== "")
        ? null
        : refused("Invalid value in 'content'.", "input", "invalid_value");
    }
    case "function_call": {
      if (item.call_id.length > 64) return refused("Invalid 'call_id': string too long.", "input", "string_above_max_length");
      const due = given.get(item.call_id);
      if (due === undefined || due === thought) return null;
      return refused(`Item '${item.call_id}' of type 'function_call' was provided without its required 'reasoning' item.`, "input");
    }
    case "function_call_output":
      return calls.has(item.call_id) ? null : refused(`No tool call found for function call output with call_id ${item.call_id}.`, "input");
    default:
      return [...given.values()].includes(item.encrypted_content)
        ? null
        : refused("The encrypted content could not be verified.", null, "invalid_encrypted_content");
  }
}

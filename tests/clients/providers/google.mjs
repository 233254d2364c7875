import { data, newId, THOUGHT, unknownMember } from "./story.mjs";

// Google's `streamGenerateContent`, as Gemini 4 takes it.

const MEMBERS = ["contents", "systemInstruction", "tools", "toolConfig", "generationConfig", "safetySettings", "cachedContent"];
const CONFIG =
  "temperature topP topK candidateCount maxOutputTokens stopSequences responseMimeType responseJsonSchema seed presencePenalty frequencyPenalty thinkingConfig".split(
    " ",
  );
const PART = ["text", "thought", "thoughtSignature", "functionCall", "functionResponse", "inlineData", "fileData"];
const LEVELS = ["low", "medium", "high", "xhigh"];
/** What Google documents for calls that no Gemini has made. */
const FOREIGN = "skip_thought_signature_validator";

const refused = (message, code = 400, status = "INVALID_ARGUMENT") => ({ status: code, body: { error: { code, message, status } } });
const unknownName = (name, at) =>
  refused(`Invalid JSON payload received. Unknown name "${name}"${at ? ` at '${at}'` : ""}: Cannot find field.`);

export const google = {
  refuses({ path, headers, body, given }) {
    if (!/^\/v1beta\/models\/[\w.-]+:streamGenerateContent\?alt=sse$/.test(path)) return refused("Not found", 404, "NOT_FOUND");
    if (headers["x-goog-api-key"] !== "a-key-for-tests") return refused("API key not valid.");
    const unknown = unknownMember(body, MEMBERS);
    if (unknown) return unknownName(unknown);
    return refusedConfig(body) ?? refusedTools(body) ?? refusedContents(body.contents, given);
  },

  reads({ contents, tools, generationConfig }) {
    const question = contents
      .findLast(({ parts }) => parts.some(({ text }) => text))
      ?.parts.map(({ text = "" }) => text)
      .join("");
    const answered = contents.at(-1).parts.find(({ functionResponse }) => functionResponse)?.functionResponse.response;
    return {
      question: question ?? "",
      result: answered ? JSON.stringify(answered) : null,
      isObject: generationConfig?.responseJsonSchema !== undefined,
      tool: tools?.[0].functionDeclarations[0].name ?? null,
    };
  },

  writes(answer, { given }) {
    const isCall = answer.type === "call";
    const chunk = (parts, rest = {}) =>
      data({ candidates: [{ content: { parts, role: "model" }, index: 0, ...rest }], usageMetadata: USAGE, modelVersion: "gemini-4-neon" });
    const begin = isCall ? THOUGHT.map((text) => chunk([{ text, thought: true }])).join("") : "";
    if (isCall) {
      const id = newId("");
      const thoughtSignature = newId("EtMCCtACAXLI");
      given.set(id, thoughtSignature);
      const functionCall = { id, name: answer.tool, args: JSON.parse(answer.pieces.join("")) };
      // A call comes whole.
      return { begin, piece: () => "", end: chunk([{ functionCall, thoughtSignature }]) + chunk([{ text: "" }], { finishReason: "STOP" }) };
    }
    return { begin, piece: (text) => chunk([{ text }]), end: chunk([{ text: "" }], { finishReason: "STOP" }) };
  },
};

const USAGE = {
  promptTokenCount: 118,
  cachedContentTokenCount: 64,
  candidatesTokenCount: 25,
  thoughtsTokenCount: 17,
  totalTokenCount: 160,
};

function refusedConfig({ generationConfig: config = {} }) {
  const unknown = unknownMember(config, CONFIG);
  if (unknown) return unknownName(unknown, "generation_config");
  const { thinkingConfig: thinking, responseJsonSchema: schema, responseMimeType: type } = config;
  if (thinking && unknownMember(thinking, ["thinkingLevel", "includeThoughts"]))
    return refused("Thinking budget is not supported for this model.");
  if (thinking && !LEVELS.includes(thinking.thinkingLevel))
    return refused(`Thinking level ${thinking.thinkingLevel} is not supported for this model.`);
  if (schema && type !== "application/json") return refused("response_json_schema needs response_mime_type: application/json");
  return schema && /"(?:const|\$schema)":/.test(JSON.stringify(schema)) ? refused("Unsupported keyword in response_json_schema.") : null;
}

function refusedTools({ tools = [], toolConfig }) {
  for (const declaration of tools.flatMap(({ functionDeclarations }) => functionDeclarations)) {
    const unknown = unknownMember(declaration, ["name", "description", "parametersJsonSchema"]);
    if (unknown) return unknownName(unknown, "tools[0].function_declarations[0]");
    if (!/^[a-zA-Z_][\w.:-]{0,127}$/.test(declaration.name)) return refused("Invalid function name.");
  }
  return toolConfig && tools.length === 0 ? refused("Function calling config is set without function_declarations.") : null;
}

function refusedContents(contents, given) {
  if (contents[0]?.role !== "user") return refused("Please ensure that function call turn comes immediately after a user turn.");
  for (const [index, { role, parts }] of contents.entries()) {
    if (parts.length === 0) return refused(`contents[${index}].parts must not be empty`);
    const unknown = parts.map((part) => unknownMember(part, PART)).find((name) => name !== null);
    if (unknown) return unknownName(unknown, `contents[${index}].parts[0]`);
    const fault = role === "model" ? refusedCalls(parts, given) : refusedResponses(parts, contents[index - 1]?.parts ?? []);
    if (fault) return fault;
  }
  return null;
}

function refusedCalls(parts, given) {
  for (const [index, { functionCall, thoughtSignature }] of parts.filter((part) => part.functionCall).entries()) {
    const due = given.get(functionCall.id);
    if (thoughtSignature === undefined && (due !== undefined || index === 0))
      return refused(`Function call is missing a thought_signature in functionCall parts: ${functionCall.name}.`);
    if (due === undefined ? thoughtSignature !== undefined && thoughtSignature !== FOREIGN : thoughtSignature !== due)
      return refused("Corrupted thought signature.");
  }
  return null;
}

/** Every call is answered in the next turn, by its id. */
function refusedResponses(parts, before) {
  const calls = before.filter(({ functionCall }) => functionCall).map(({ functionCall: { id, name } }) => `${id} ${name}`);
  const responses = parts.filter(({ functionResponse }) => functionResponse).map(({ functionResponse: { id, name } }) => `${id} ${name}`);
  return calls.toSorted().join() === responses.toSorted().join()
    ? null
    : refused(
        "Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.",
      );
}

const SIGNATURE = "EqQBCgIYAhIM1gbcDa9GJwZA2b3hGgxBdjrkzLoky3dl1pkiMOYdsr8XqZmVpL0tWn7uKcYfB2sQ9jHxEeGaRdTvMiCkPoNzSlUwIyFbA5D4C3==";
const THOUGHT = "The user asks about Paris. It is mild there.";
/** What the recordings of signed thinking must come back as, in the body of the next request, by provider. */
export const SIGNED: Record<string, object> = {
  openai: {
    input: [
      {},
      {
        type: "reasoning",
        encrypted_content: "gAAAAABo8rHCq1ZpLmXc7RdJf9HuNsQeGa3TvOyBkMi6PzSlUwIyFbA5D4C3vXqZmVpL0tWn7uKcYfB2sQ9jHxEeGaRdTvMiCkPoNz==",
        summary: [{ text: "The user asks about Paris. It is mild there." }],
      },
      { role: "assistant", phase: "commentary", content: [{ type: "output_text", text: "Let me look." }] },
      { type: "function_call", call_id: "call_Vn2kQpLx8RmT4sYw", arguments: '{"city":"Paris"}' },
      { type: "function_call", call_id: "call_Gt8mXe1UcB6oHdZa", arguments: '{"city":"Rome"}' },
      { type: "function_call_output" },
      { type: "function_call_output" },
    ],
  },
  anthropic: {
    thinking: { type: "enabled", budget_tokens: 1_024 },
    messages: [
      {},
      {
        role: "assistant",
        content: [
          { type: "thinking", thinking: "The user asks about Paris. It is mild there.", signature: SIGNATURE },
          { type: "redacted_thinking", data: "EmwKAhgBEgy3va3pzix/LafPsn4aDFIT2Xlxh0L5L8rLVyIwxtE3rAFBa8cr3qpP" },
          { type: "text", text: "Let me look." },
          { type: "tool_use", id: "toolu_01A09q90qw90lq917835lq9", input: { city: "Paris" } },
          { type: "tool_use", id: "toolu_01T1x1fJ34qAmk2tNTrN7Up6", input: { city: "Rome" } },
        ],
      },
      { role: "user", content: [{ type: "tool_result" }, { type: "tool_result" }] },
    ],
  },
  google: {
    contents: [
      {},
      {
        role: "model",
        parts: [
          {
            functionCall: { args: { city: "Paris" } },
            thoughtSignature: "EtMCCtACAXLI2nx8Vq0bK5tYw1ZpLmXc7RdJf9HuNsQeGa3TvOyBkMi6PzSlUwIyFbA5D4C3",
          },
          { functionCall: { args: { city: "Rome" } } },
        ],
      },
      { role: "user" },
    ],
  },
  vllm: { messages: [{}, { role: "assistant", reasoning_content: THOUGHT, content: "Let me look.", tool_calls: [{}] }, { role: "tool" }] },
  "lm-studio": {
    messages: [{}, { role: "assistant", reasoning_content: THOUGHT, content: "Let me look.", tool_calls: [{}] }, { role: "tool" }],
  },
  "llama-cpp": {
    messages: [{}, { role: "assistant", reasoning_content: THOUGHT, content: "Let me look.", tool_calls: [{}] }, { role: "tool" }],
  },
  openrouter: {
    messages: [
      {},
      { role: "assistant", reasoning_details: [{ type: "reasoning.text", text: THOUGHT, index: 0 }], tool_calls: [{}] },
      { role: "tool" },
    ],
  },
};

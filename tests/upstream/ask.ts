import { generationRequest } from "@/lib/generation/generation-request";
import type { Item } from "@/lib/generation/item";
import type { FunctionTool, GenerationRequest } from "@/lib/generation/request";

/** A request with nothing asked for but one user message, and what a test adds. */
export function ask(overrides: Partial<GenerationRequest> = {}): GenerationRequest {
  return generationRequest({ model: "some-model", input: [userSays("Hello")], ...overrides });
}

export function userSays(text: string): Item {
  return { type: "message", id: "msg_1", role: "user", status: "completed", content: [{ type: "input_text", text }] };
}

export const WEATHER: FunctionTool = {
  name: "get_weather",
  description: "Current weather of a city",
  parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
  strict: null,
};

/** A call of `WEATHER` and its result, as they stand in a later turn. */
export function weatherRoundTrip(): Item[] {
  return [
    { type: "function_call", id: "fc_1", call_id: "call_1", name: "get_weather", arguments: '{"city":"Paris"}', status: "completed" },
    { type: "function_call_output", id: "fco_1", call_id: "call_1", output: '{"celsius":21}', status: "completed" },
  ];
}

import OpenAI from "openai";
import type { ChatCompletionMessageParam } from "openai/resources/chat/completions";
import type { ResponseInput } from "openai/resources/responses/responses";
import { describe, expect, test } from "vitest";
import { apiRoutes } from "@/lib/embed/routes";
import { escape, unwrapAssistant } from "@/lib/genui/read/envelope";
import { openTransport, TRANSPORTS, type TransportName } from "@/tests/http/transport";
import { newActor, newKey } from "@/tests/keys/fixture";

const MODEL = "c1/vitrine/offline/v-20261122";
const QUESTION = "Book a flight to Paris";
const PARAMETERS = {
  type: "object",
  properties: {
    destination: { type: "string" },
    date: { type: "string", format: "date" },
    class: { type: "string", enum: ["economy", "business", "first"] },
    passengers: { type: "integer", minimum: 1, maximum: 9 },
  },
  required: ["destination", "date", "class", "passengers"],
};
const FORM = [
  'Input("destination", {required: true}, null, "text", "Paris")',
  'DatePicker("date", "single", {required: true})',
  'RadioGroup("class", [RadioItem("economy", "Economy"), RadioItem("business", "Business"), RadioItem("first", "First")], {required: true})',
  'Input("passengers", {required: true, numeric: true, min: 1, max: 9}, null, "number")',
];
const ARGUMENTS = { destination: "Paris", date: "2026-12-01", class: "business", passengers: 2 };
const RESULT = '{"confirmation":"VT-77","status":"booked"}';

/** What the renderer sends when the form is filled in. */
const SUBMITTED = (() => {
  const field = (value: unknown, componentType: string) => ({ value, componentType });
  const { destination, date } = ARGUMENTS;
  const fields = {
    destination: field(destination, "Input"),
    passengers: field("2", "Input"),
    date: field(date, "DatePicker"),
    class: field("business", "RadioGroup"),
  };
  return `<content thesys="true">Book flight</content><context>${escape(JSON.stringify(["User clicked: Book flight", { book_flight: fields }]))}</context>`;
})();

describe.each(TRANSPORTS)("a tool's schema alone makes a form, over the %s transport", (name) => {
  test("chat completions: form, call with what stood in it, result", async () => {
    const client = await open(name);
    const ask = { model: MODEL, tools: [{ type: "function", function: { name: "book_flight", parameters: PARAMETERS } } as const] };
    const messages: ChatCompletionMessageParam[] = [{ role: "user", content: QUESTION }];
    const next = async () => {
      const choice = (await client.chat.completions.create({ ...ask, messages })).choices[0];
      if (!choice) throw new Error("no choice");
      messages.push(choice.message);
      return choice;
    };
    const form = await next();
    const program = unwrapAssistant(form.message.content ?? "");
    expect(program).toContain('Form("book_flight"');
    for (const control of FORM) expect(program).toContain(control);
    messages.push({ role: "user", content: SUBMITTED });
    const called = await next();
    expect(called.finish_reason).toBe("tool_calls");
    const [call] = called.message.tool_calls ?? [];
    expect(call).toMatchObject({ type: "function", function: { name: "book_flight", arguments: JSON.stringify(ARGUMENTS) } });
    messages.push({ role: "tool", tool_call_id: call?.id ?? "", content: RESULT });
    expect(unwrapAssistant((await next()).message.content ?? "")).toContain("VT-77");
  });

  test("responses: form, call with what stood in it, result", async () => {
    const client = await open(name);
    const tool = { type: "function", name: "book_flight", parameters: PARAMETERS, strict: false } as const;
    let previous: string | null = null;
    const next = async (input: string | ResponseInput) => {
      const response: OpenAI.Responses.Response = await client.responses.create({
        model: MODEL,
        tools: [tool],
        input,
        previous_response_id: previous,
      });
      previous = response.id;
      return response;
    };
    const program = unwrapAssistant((await next(QUESTION)).output_text);
    for (const control of FORM) expect(program).toContain(control);
    const [call] = (await next(SUBMITTED)).output;
    expect(call).toMatchObject({ type: "function_call", name: "book_flight", arguments: JSON.stringify(ARGUMENTS) });
    const callId = call?.type === "function_call" ? call.call_id : "";
    const shown = await next([{ type: "function_call_output", call_id: callId, output: RESULT }]);
    expect(unwrapAssistant(shown.output_text)).toContain("VT-77");
  });
});

async function open(name: TransportName): Promise<OpenAI> {
  const transport = await openTransport(name, apiRoutes);
  const { secret } = await newKey(await newActor());
  return new OpenAI({ apiKey: secret, baseURL: `${transport.origin}/v1/embed`, fetch: transport.fetch });
}

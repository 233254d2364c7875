import { describe, expect, test } from "vitest";
import type { Item } from "@/lib/generation/item";
import type { FunctionTool } from "@/lib/generation/request";
import { escape } from "@/lib/genui/read/envelope";
import { message, requestOf } from "./case";
import { type Element, find, generate, isElement, kindOf, type Outcome } from "./run";

const FLIGHT: FunctionTool = {
  name: "book_flight",
  description: "Books a flight.",
  strict: null,
  parameters: {
    type: "object",
    properties: {
      destination: { type: "string" },
      date: { type: "string", format: "date" },
      class: { type: "string", enum: ["economy", "premium_economy", "business", "first"] },
      passengers: { type: "integer", minimum: 1, maximum: 9 },
      window_seat: { type: "boolean" },
    },
    required: ["destination", "date", "class", "passengers"],
    additionalProperties: false,
  },
};

const tool = (properties: Record<string, unknown>, required = Object.keys(properties)): FunctionTool => ({
  ...FLIGHT,
  parameters: { type: "object", properties, required, additionalProperties: false },
});

/** What the renderer's form sends: fields with their values, escaped. */
function submitted(fields: Record<string, unknown>, form = "book_flight"): string {
  const values = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value, componentType: "Input" }]));
  const context = JSON.stringify(["User clicked: Book flight", { [form]: values }]);
  return `<content thesys="true">Book flight</content><context>${escape(context)}</context>`;
}

async function ask(turns: string[], tools: FunctionTool[] = [FLIGHT], more = {}): Promise<Outcome> {
  const input: Item[] = [];
  for (const turn of turns.slice(0, -1)) input.push(message("user", turn), message("assistant", "root = Card([])"));
  return generate(requestOf([...input, message("user", turns.at(-1) ?? "")], { tools, ...more }));
}

function inputsOf(outcome: Outcome): Record<string, Element> {
  const fields = find(outcome.root, "Form")?.props.fields;
  const controls = Array.isArray(fields) ? fields.filter(isElement).map(({ props }) => props.input) : [];
  return Object.fromEntries(controls.filter(isElement).map((input) => [String(input.props.name), input]));
}

describe("a tool's schema makes a form for what is missing", () => {
  test("each type gets its control, and what was said stands in it", async () => {
    const outcome = await ask(["Book a flight to Paris on 24 December 2026"]);
    expect([kindOf(outcome), outcome.faults]).toEqual(["form", []]);
    expect(inputsOf(outcome)).toMatchObject({
      destination: { typeName: "Input", props: { defaultValue: "Paris", rules: { required: true } } },
      date: { typeName: "DatePicker", props: { mode: "single", rules: { required: true }, defaultDate: "2026-12-24" } },
      class: { typeName: "RadioGroup", props: { rules: { required: true } } },
      passengers: { typeName: "Input", props: { type: "number", rules: { required: true, numeric: true, min: 1, max: 9 } } },
      "window_seat group": { typeName: "SwitchGroup" },
    });
    expect(inputsOf(outcome)).not.toHaveProperty("destination.props.rules.min");
    expect(outcome.text).toContain("Some details are missing: **Class**, **Passengers**.");
  });

  test("the form that comes back is the call, with exactly what stood in it", async () => {
    const fields = { destination: "Paris", date: "2026-12-01", class: "premium_economy", passengers: "2", window_seat: true };
    const { calls, finishReason } = await ask(["Book a flight to Paris", submitted(fields)]);
    expect(finishReason).toBe("tool-calls");
    expect(calls).toEqual([{ name: "book_flight", arguments: { ...fields, passengers: 2 } }]);
  });

  test("what the reader changed or emptied counts, not what was said", async () => {
    const city = tool({ city: { type: "string" }, guests: { type: "integer" }, note: { type: "string" } }, ["city", "guests"]);
    const { calls } = await ask(
      ['Book a flight in Rome with the note "late"', submitted({ city: "Milan", guests: "3", note: "" })],
      [city],
    );
    expect(calls).toEqual([{ name: "book_flight", arguments: { city: "Milan", guests: 3 } }]);
  });

  test.each([
    ["a number out of its bounds", { passengers: "12" }, ["passengers"]],
    ["a date that is none", { date: "soon" }, ["date"]],
    ["an option that is none", { class: "deck" }, ["class"]],
    ["nothing", { destination: "" }, ["destination"]],
  ])("%s is asked for again, the rest stands as it was", async (_, wrong, missing) => {
    const fields = { destination: "Oslo", date: "2026-12-01", class: "first", passengers: "2", ...wrong };
    const outcome = await ask(["Book a flight", submitted(fields)]);
    expect([kindOf(outcome), outcome.faults]).toEqual(["form", []]);
    const inputs = inputsOf(outcome);
    for (const name of ["destination", "class", "passengers"].filter((each) => !missing.includes(each)))
      expect(inputs[name]?.props.defaultValue).toBe(fields[name as keyof typeof fields]);
    for (const name of missing) expect(inputs[name]?.props).not.toHaveProperty(name === "date" ? "defaultDate" : "defaultValue");
    expect((await ask(["Book a flight", submitted(fields)], [FLIGHT], { toolChoice: "required" })).calls).toHaveLength(1);
  });

  test("lists, choices of several, objects and JSON have fields too, and come back as they were", async () => {
    const wide = tool({
      tags: { type: "array", items: { type: "string" } },
      scores: { type: "array", items: { type: "integer" } },
      days: { type: "array", items: { type: "string", enum: ["mon", "tue"] } },
      guest: {
        type: "object",
        properties: { name: { type: "string" }, address: { type: "object", properties: { city: { type: "string" } } } },
      },
      extras: { type: "array", items: { type: "object" } },
      airline: { enum: Array.from({ length: 8 }, (_, i) => `line ${i}`) },
      at: { type: "string", format: "time" },
      insured: { type: "boolean" },
    });
    const inputs = inputsOf(await ask(["book flight please"], [wide]));
    expect(Object.fromEntries(Object.entries(inputs).map(([name, { typeName }]) => [name, typeName]))).toEqual({
      tags: "Input",
      scores: "Input",
      "days group": "CheckBoxGroup",
      "guest.name": "Input",
      "guest.address.city": "Input",
      extras: "TextArea",
      airline: "Select",
      at: "Input",
      "insured group": "SwitchGroup",
    });
    const fields = {
      tags: "a, b",
      scores: "1,2",
      "days=tue": true,
      "guest.name": "Ada",
      "guest.address.city": "Graz",
      extras: '[{"x":1}]',
      airline: "line 3",
      at: "14:30",
    };
    expect((await ask(["book flight please", submitted(fields)], [wide])).calls).toEqual([
      {
        name: "book_flight",
        arguments: {
          tags: ["a", "b"],
          scores: [1, 2],
          days: ["tue"],
          guest: { name: "Ada", address: { city: "Graz" } },
          extras: [{ x: 1 }],
          airline: "line 3",
          at: expect.stringMatching(/^14:30/),
          insured: false,
        },
      },
    ]);
  });

  test("a form that is no tool's is shown back, and a tool that may not be called is not", async () => {
    expect(kindOf(await ask(["hi", submitted({ a: "b" }, "contact")]))).toBe("record");
    expect((await ask(["hi", submitted({ destination: "Oslo" })], [FLIGHT], { toolChoice: "none" })).calls).toEqual([]);
    expect((await ask(["hi", submitted({ destination: "Oslo" })], [FLIGHT], { allowedTools: ["other"] })).calls).toEqual([]);
  });

  test.each([
    tool({ __proto__: { type: "string" }, constructor: { type: "string" } }, ["__proto__", "constructor"]),
    tool({ "": { type: "string" }, "a.b": { type: "string" }, a: { type: "object", properties: { b: { type: "string" } } } }),
    tool(Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`field_${i}`, { type: "string", enum: ["", null, 1, { x: [] }] }]))),
    tool({ x: { $ref: "#/properties/x" }, y: { type: "string", pattern: "(((", maxLength: -1 }, z: { type: ["string", "null"] } }),
    tool({
      when: {
        type: "object",
        properties: { when: { type: "object", properties: { when: { type: "object", properties: { when: {} } } } } },
      },
    }),
  ])("no schema breaks the form (%#)", async (odd) => {
    const outcome = await ask(["book flight now"], [odd]);
    expect(outcome.faults).toEqual([]);
    const again = await ask(["book flight now", submitted({ "a.b": "x", field_0: "1", x: "y", "": "z" })], [odd]);
    expect(again.faults).toEqual([]);
  });
});

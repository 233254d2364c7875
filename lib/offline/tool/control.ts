import type { UiNode, UiValue } from "@/lib/genui/tree";
import { clipped } from "@/lib/text";
import { humanName } from "../data/names";
import { node } from "../ui";
import type { Leaf } from "./leaf";
import type { Schema } from "./schema";

type Rules = { [key: string]: UiValue };

const RADIOS_MAX = 5;
const OPTIONS_MAX = 100;
/** A text that may be longer gets more than a line. */
const LINE_CHARS_MAX = 200;

/** The labelled field of an argument, by its schema; `value` is what is known of it. */
export function controlFor(leaf: Leaf, value: unknown): UiNode {
  const { schema } = leaf;
  const hint = [schema.type === "boolean" ? "" : schema.description, rangeHint(schema), listHint(schema)].filter(Boolean).join(". ");
  return node("FormControl", {
    label: leaf.path.map(humanName).join(": "),
    input: inputFor(leaf, value ?? schema.default),
    hint: hint === "" ? undefined : clipped(hint, 300),
  });
}

/** The options that a field can offer, with the text that stands for each; null when it is no choice. */
export function optionsOf({ enum: options }: Schema): Map<string, unknown> | null {
  const shown = options?.filter((option) => option !== null && option !== "").slice(0, OPTIONS_MAX);
  return shown && shown.length > 0 ? new Map(shown.map((option) => [asText(option), option])) : null;
}

/** A value as it stands in a field. */
function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

export const isScalarList = ({ type, items }: Schema): boolean =>
  type === "array" && items !== null && (items.type === "string" || items.type === "number" || items.type === "integer");

function inputFor({ name, schema, isRequired }: Leaf, value: unknown): UiNode {
  const known = value === undefined || value === null ? undefined : asText(value);
  const rules = rulesOf(schema, isRequired);
  const options = optionsOf(schema);
  if (options && options.size <= RADIOS_MAX)
    return node("RadioGroup", { name, items: [...options.keys()].map((option) => item("RadioItem", option)), rules, defaultValue: known });
  if (options) {
    const items = [...options.keys()].map((option) => item("SelectItem", option));
    return node("Select", { name, items, rules, placeholder: "Choose one", defaultValue: known });
  }
  if (schema.type === "boolean") {
    const label = schema.description === "" ? "Yes" : clipped(schema.description, 120);
    const items = [node("SwitchItem", { name, label, defaultChecked: value === true })];
    return node("SwitchGroup", { name: `${name} group`, items });
  }
  const choices = schema.type === "array" && schema.items ? optionsOf(schema.items) : null;
  if (choices) return checkBoxes(name, choices, value);
  if (schema.type === "number" || schema.type === "integer") return node("Input", { name, rules, type: "number", defaultValue: known });
  if (schema.format === "date") return node("DatePicker", { name, mode: "single", rules, defaultDate: known });
  if (isScalarList(schema))
    return node("Input", { name, rules, type: "text", defaultValue: Array.isArray(value) ? value.join(", ") : known });
  const isLong = schema.type === "array" || schema.type === "object" || (schema.maxLength ?? 0) > LINE_CHARS_MAX;
  if (isLong) return node("TextArea", { name, rules, rows: 4, defaultValue: known });
  return node("Input", { name, rules, placeholder: placeholderOf(schema), type: inputType(name, schema), defaultValue: known });
}

const item = (component: string, option: string): UiNode =>
  node(component, { value: option, label: /^[a-z\d]+(?:[_-][a-z\d]+)*$/.test(option) ? humanName(option) : clipped(option, 200) });

/** Each box keeps its value under a name of its own. */
function checkBoxes(name: string, choices: Map<string, unknown>, value: unknown): UiNode {
  const chosen: unknown[] = Array.isArray(value) ? value : [];
  const items = [...choices].map(([option, choice]) => {
    return node("CheckBoxItem", { name: boxName(name, option), label: option, defaultChecked: chosen.includes(choice) });
  });
  return node("CheckBoxGroup", { name: `${name} group`, items });
}

export const boxName = (name: string, option: string): string => `${name}=${option}`;

function rulesOf(schema: Schema, isRequired: boolean): Rules | undefined {
  const rules: Rules = {};
  if (isRequired) rules.required = true;
  if (schema.format === "email") rules.email = true;
  if (schema.format === "uri" || schema.format === "url") rules.url = true;
  if (schema.type === "number" || schema.type === "integer") {
    rules.numeric = true;
    if (schema.minimum !== null) rules.min = schema.minimum;
    if (schema.maximum !== null) rules.max = schema.maximum;
  }
  if (schema.type === "string" && schema.minLength > 1) rules.minLength = schema.minLength;
  if (schema.type === "string" && schema.maxLength !== null) rules.maxLength = schema.maxLength;
  if (schema.format === "time") rules.pattern = "^([01]?[0-9]|2[0-3]):[0-5][0-9]";
  else if (schema.type === "string" && typeof schema.raw.pattern === "string") rules.pattern = schema.raw.pattern;
  return Object.keys(rules).length > 0 ? rules : undefined;
}

function inputType(name: string, { format }: Schema): string {
  if (format === "email") return "email";
  if (format === "uri" || format === "url") return "url";
  return /pass(?:word|phrase|code)/i.test(name) ? "password" : "text";
}

function placeholderOf({ format }: Schema): string | undefined {
  if (format === "date-time") return "2026-01-31T14:30:00Z";
  return format === "time" ? "14:30" : format === "email" ? "ada@example.com" : undefined;
}

function rangeHint({ type, minimum, maximum }: Schema): string {
  if ((type !== "number" && type !== "integer") || (minimum === null && maximum === null)) return "";
  if (minimum === null) return `At most ${maximum}`;
  return maximum === null ? `At least ${minimum}` : `From ${minimum} to ${maximum}`;
}

function listHint(schema: Schema): string {
  if (isScalarList(schema) && !schema.items?.enum) return "Separated by commas";
  return schema.type === "object" || (schema.type === "array" && !schema.items?.enum) ? "As JSON" : "";
}

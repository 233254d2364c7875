import type { UiNode, UiValue } from "@/lib/genui/tree";
import { buttons, header, node, say, smallPrint } from "../ui";
import type { Field } from "./field";
import type { FormPlan } from "./read";

/** The form, with a note that nothing happens to what is typed into it. */
export function showForm(form: FormPlan): UiNode[] {
  const name = slug(form.title);
  return [
    header(form.title, form.isPreset ? "The usual fields, as none were listed – say which to add or remove" : undefined),
    node("Form", { name, buttons: buttons([say(form.submit, "primary")]), fields: form.fields.map(controlOf) }),
    smallPrint("This form is not connected to anything: what you submit is shown back in this conversation."),
  ];
}

const slug = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ["form"]).slice(0, 6).join("_");

/** A field of a form with its label and hint. */
export function controlOf(field: Field): UiNode {
  return node("FormControl", { label: field.label, input: inputOf(field), hint: field.hint ?? rangeHint(field) });
}

function rangeHint(field: Field): string | undefined {
  if (field.type === "number" && (field.min !== null || field.max !== null))
    return field.min !== null && field.max !== null
      ? `From ${field.min} to ${field.max}`
      : field.min !== null
        ? `At least ${field.min}`
        : `At most ${field.max}`;
  if (field.type === "password" && field.minLength !== null) return `At least ${field.minLength} characters`;
  return field.type === "time" ? "For example 14:30" : undefined;
}

function rulesOf(field: Field): { [key: string]: UiValue } | undefined {
  const rules: { [key: string]: UiValue } = {};
  if (field.isRequired) rules.required = true;
  if (field.type === "email") rules.email = true;
  if (field.type === "url") rules.url = true;
  if (field.type === "number") rules.numeric = true;
  if (field.type === "phone") rules.pattern = "^[+0-9 ()./-]{5,20}$";
  if (field.type === "time") rules.pattern = "^([01]?[0-9]|2[0-3]):[0-5][0-9]$";
  if (field.type === "number" && field.min !== null) rules.min = field.min;
  if (field.type === "number" && field.max !== null) rules.max = field.max;
  if (field.minLength !== null) rules.minLength = field.minLength;
  if (field.maxLength !== null) rules.maxLength = field.maxLength;
  return Object.keys(rules).length > 0 ? rules : undefined;
}

const value = (option: string): string => slug(option) || option;

function inputOf(field: Field): UiNode {
  const { name } = field;
  const rules = rulesOf(field);
  switch (field.type) {
    case "textarea":
      return node("TextArea", { name, rules, rows: 4 });
    case "select":
      return node("Select", {
        name,
        items: field.options.map((option) => node("SelectItem", { value: value(option), label: option })),
        rules,
        placeholder: "Choose one",
      });
    case "radio":
      return node("RadioGroup", {
        name,
        items: field.options.map((option) => node("RadioItem", { value: value(option), label: option })),
        rules,
      });
    case "checkboxes":
      return node("CheckBoxGroup", {
        name,
        items: field.options.map((option) => node("CheckBoxItem", { name: `${name}_${value(option)}`, label: option })),
        rules,
      });
    case "agree":
      return node("CheckBoxGroup", { name: `${name}_group`, items: [node("CheckBoxItem", { name, label: field.label })], rules });
    case "date":
      return node("DatePicker", { name, mode: "single", rules });
    case "date-range":
      return node("DatePicker", { name, mode: "range", rules });
    case "rating": {
      const [min, max] = [field.min ?? 1, field.max ?? 5];
      return node("RadioGroup", {
        name,
        items: Array.from({ length: max - min + 1 }, (_, i) => node("RadioItem", { value: String(min + i), label: String(min + i) })),
        rules,
      });
    }
    case "slider": {
      const [min, max] = [field.min ?? 0, field.max ?? 100];
      return node("Slider", { name, variant: "continuous", min, max, defaultValue: [min], rules });
    }
    case "email":
    case "url":
    case "password":
    case "number":
      return node("Input", {
        name,
        rules,
        placeholder: field.type === "email" ? "ada@example.com" : field.type === "url" ? "https://example.com" : undefined,
        type: field.type,
      });
    case "text":
    case "phone":
    case "time":
      return node("Input", { name, rules, type: "text" });
  }
}

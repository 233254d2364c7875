import { list, members, named, words } from "./markdown-parts";
import { bullets, dashed, stack } from "./markdown-text";
import type { Props, Sheet, ToMarkdown } from "./sheet";

/** A field: in its first line what kind it is, what its value must be and what it is at the start; below it what can be chosen. */
export function field(kind: string, props: Props, options = ""): string {
  const start =
    list(props.defaultValue ?? props.defaultDate).length > 0 || options !== "" ? "" : named(props.defaultValue ?? props.defaultDate);
  const facts = [
    kind,
    ...rulesOf(props),
    prefixed(options === "" ? "for example " : "", named(props.placeholder)),
    prefixed("now ", start),
  ];
  const line = facts.filter((fact) => fact !== "").join(", ");
  return options === "" ? line : `${line}\n${options}`;
}

/** What can be chosen, a line each; what is chosen says so. */
export function options(props: Props, sheet: Sheet): string {
  const chosen = typeof props.defaultValue === "string" ? [props.defaultValue] : list(props.defaultValue);
  const values = list(props.items).map((item) => members(item).value);
  const lines = sheet.each(props.items).map((line, at) => {
    const value = values[at];
    return value !== undefined && value !== "" && chosen.includes(value) ? `${line} (chosen)` : line;
  });
  return bullets(lines);
}

/** A box with its label, ticked or not. */
export const box: ToMarkdown = (props) => {
  const shown = dashed([named(props.label), named(props.description)]);
  return `[${props.defaultChecked === true ? "x" : " "}] ${shown}`;
};

/** A field with its label, and the line below it. */
export const labelled: ToMarkdown = (props, sheet) => {
  const [kind = "", ...below] = sheet.blocks(props.input).split("\n");
  const name = named(props.label).replaceAll("**", "");
  // A field that names itself says no more than its label does.
  const told = kind.startsWith(`${name} – `) ? kind.slice(name.length + 3) : kind;
  const head = [name === "" ? "" : `**${name}**`, told === "" ? "" : `(${told})`].filter((part) => part !== "").join(" ");
  return [dashed([head, named(props.hint)]), ...below].join("\n");
};

/** The fields of a form, then what sends it. */
export const formMarkdown: ToMarkdown = (props, sheet) => stack([bullets(sheet.each(props.fields)), sheet.blocks(props.buttons)]);

export const slider: ToMarkdown = (props) => {
  const range = `${words(props.min)} to ${words(props.max)}`;
  const step = typeof props.step === "number" ? `, in steps of ${props.step}` : "";
  const start = Array.isArray(props.defaultValue) ? props.defaultValue.map(words).join(" to ") : words(props.defaultValue);
  return dashed([named(props.label), field(`${range}${step}${start === "" ? "" : `, now ${start}`}`, { rules: props.rules })]);
};

function rulesOf({ rules }: Props): string[] {
  const { required, min, max, minLength, maxLength } = members(rules);
  const bounds: [unknown, (value: number) => string][] = [
    [min, (value) => `at least ${value}`],
    [max, (value) => `at most ${value}`],
    [minLength, (value) => `at least ${value} characters`],
    [maxLength, (value) => `at most ${value} characters`],
  ];
  const told = bounds.map(([value, tell]) => (typeof value === "number" ? tell(value) : ""));
  return [required === true ? "required" : "", ...told];
}

function prefixed(prefix: string, text: string): string {
  return text === "" ? "" : prefix + text;
}

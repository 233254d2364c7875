import { z } from "zod/v4";
import { ButtonGroup } from "./buttons";
import { isUiNode, type UiNode, type UiValue } from "../tree";
import { Icon, Image, TextContent } from "./content";
import { box, field, formMarkdown, labelled, options, slider } from "./form-markdown";
import { list, named, words } from "./markdown-parts";
import { dashed } from "./markdown-text";
import { anyOf, define, optionalText, rules, text } from "./parts";
import type { ToMarkdown } from "./sheet";

const OPTIONS_MAX = 300;
/** Where a form has more lists than this, each costs more than its options. */
const LISTS_MAX = 12;
const OPTIONS_OF_MANY_MAX = 120;

const start = optionalText.describe("Its value at the start.");
const optionValue = text.describe("What comes back when it is chosen.");
const choice = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .describe("What is chosen at the start: a value, or several.");
const name = text.describe("The key under which its value comes back.");
const optionalFlag = z.boolean().optional();

const described: ToMarkdown = (props) => dashed([named(props.label), named(props.description)]);
const choices: ToMarkdown = (props, sheet) => field(props.type === "single" ? "one of" : "any of", props, options(props, sheet));

export const Input = define(
  "Input",
  {
    name,
    rules,
    placeholder: optionalText,
    type: z.enum(["text", "email", "password", "number", "url"]).optional(),
    defaultValue: start,
  },
  "A field of one line.",
  'Input("email", {required: true, email: true}, "ada@example.com", "email")',
  (props) => field(words(props.type) || "text", { ...props, ...(props.type === "password" && { defaultValue: undefined }) }),
  {
    isCore: true,
    control: { rank: 5, says: "a number as Input of type number with its bounds in the rules" },
    aliases: ["textfield", "textinput"],
  },
);
export const TextArea = define(
  "TextArea",
  { name, rules, placeholder: optionalText, rows: z.number().optional(), defaultValue: start },
  "A field of several lines.",
  'TextArea("notes", {maxLength: 400}, "Optional", 3)',
  (props) => field("text of several lines", props),
);
export const SelectItem = define(
  "SelectItem",
  { value: optionValue, label: text },
  "An option of a Select.",
  'SelectItem("pro", "Pro")',
  (props) => named(props.label),
  {
    isDrawnByWhole: true,
    frame: 'Select("plan", [SelectItem("free", "Free"), …], null, "Pick a plan")',
    isCore: true,
    aliases: ["option"],
    standIns: {
      RadioItem: { value: "value", label: "label" },
      ChipItem: { value: "value", label: "label" },
      CheckBoxItem: { value: "name", label: "label" },
    },
  },
);
export const Select = define(
  "Select",
  { name, items: z.array(SelectItem.props), rules, placeholder: optionalText, defaultValue: start },
  "A drop-down for one of many options.",
  'Select("plan", [SelectItem("free", "Free"), SelectItem("pro", "Pro")], {required: true}, "Pick a plan")',
  (props, sheet) => field("one of", props, options(props, sheet)),
  { isCore: true, control: { rank: 2, says: "a long enum as Select" }, aliases: ["dropdown"] },
);
export const RadioItem = define(
  "RadioItem",
  { value: optionValue, label: text, description: optionalText },
  "An option of a RadioGroup.",
  'RadioItem("dev", "Developer", "Builds things")',
  described,
  {
    isDrawnByWhole: true,
    frame: 'RadioGroup("role", […])',
    aliases: ["radio"],
    standIns: { SelectItem: { value: "value", label: "label" }, ChipItem: { value: "value", label: "label" } },
  },
);
export const RadioGroup = define(
  "RadioGroup",
  { name, items: z.array(RadioItem.props), rules, defaultValue: start },
  "One of a few options, all in sight.",
  'RadioGroup("role", [RadioItem("dev", "Developer"), RadioItem("pm", "Product")], null, "dev")',
  (props, sheet) => field("one of", props, options(props, sheet)),
  { control: { rank: 1, says: "an enum as RadioGroup with the enum's own values" } },
);
export const CheckBoxItem = define(
  "CheckBoxItem",
  { name, label: text, description: optionalText, defaultChecked: optionalFlag },
  "A box of a CheckBoxGroup; its value is kept under its own name.",
  'CheckBoxItem("news", "Send me news")',
  box,
  { isDrawnByWhole: true, frame: 'CheckBoxGroup("consent", […])', aliases: ["checkbox"] },
);
export const CheckBoxGroup = define(
  "CheckBoxGroup",
  { name, items: z.array(CheckBoxItem.props), rules },
  "Any of several options.",
  'CheckBoxGroup("topics", [CheckBoxItem("charts", "Charts"), CheckBoxItem("forms", "Forms")])',
  (props, sheet) => field("any of", props, options(props, sheet)),
  { aliases: ["checkboxes"] },
);
export const SwitchItem = define(
  "SwitchItem",
  { name, label: text, description: optionalText, defaultChecked: optionalFlag },
  "A switch of a SwitchGroup; its value is kept under its own name.",
  'SwitchItem("alerts", "Alerts", "By e-mail", true)',
  box,
  { isDrawnByWhole: true, frame: 'SwitchGroup("settings", […])', aliases: ["switch", "toggle"] },
);
export const SwitchGroup = define(
  "SwitchGroup",
  { name, items: z.array(SwitchItem.props), rules },
  "Settings that are on or off.",
  'SwitchGroup("settings", [SwitchItem("alerts", "Alerts")])',
  (props, sheet) => field("on or off", props, options(props, sheet)),
  { control: { rank: 4, says: "a boolean as SwitchGroup with one item that has the argument's name" } },
);
export const ChipItem = define(
  "ChipItem",
  { value: optionValue, label: text, icon: Icon.props.optional(), disabled: optionalFlag },
  "An option of Chips.",
  'ChipItem("vegan", "Vegan", Icon("leaf"))',
  (props) => named(props.label),
  { isDrawnByWhole: true, frame: 'Chips("diet", "multiple", […])' },
);
export const Chips = define(
  "Chips",
  {
    name,
    type: z.enum(["single", "multiple"]).default("multiple"),
    items: z.array(ChipItem.props).default([]),
    rules,
    defaultValue: choice,
  },
  "Short options as chips.",
  'Chips("diet", "multiple", [ChipItem("vegan", "Vegan"), ChipItem("halal", "Halal")])',
  choices,
);
export const OptionCard = define(
  "OptionCard",
  { value: optionValue, title: text, subtitle: optionalText, topContent: anyOf([Icon, Image]).optional(), disabled: optionalFlag },
  "An option of OptionCards.",
  'OptionCard("sea", "Seaside", "Warm and busy", Icon("waves"))',
  (props, sheet) => dashed([named(props.title), named(props.subtitle), sheet.line(props.topContent)]),
  { isDrawnByWhole: true, frame: 'OptionCards("trip", "single", […])' },
);
export const OptionCards = define(
  "OptionCards",
  {
    name,
    type: z.enum(["single", "multiple"]).default("single"),
    items: z.array(OptionCard.props).default([]),
    rules,
    defaultValue: choice,
  },
  "Options as cards with title and subtitle.",
  'OptionCards("trip", "single", [OptionCard("sea", "Seaside"), OptionCard("hills", "Hills")])',
  choices,
);
export const DatePicker = define(
  "DatePicker",
  { name, mode: z.enum(["single", "range"]).default("single"), rules, defaultDate: start },
  "A date or a range of dates.",
  'DatePicker("start", "single", {required: true})',
  (props) => field(props.mode === "range" ? "a range of dates" : "a date", props),
  { control: { rank: 3, says: "a date as DatePicker" }, aliases: ["datepickerinput", "dateinput"] },
);
export const Slider = define(
  "Slider",
  {
    name,
    label: optionalText,
    variant: z.enum(["continuous", "discrete"]).default("continuous"),
    min: z.number().default(0),
    max: z.number().default(100),
    defaultValue: z.union([z.array(z.number()), z.number()]).default([0]),
    rules,
    step: z.number().optional().describe("The distance between two values, when discrete."),
  },
  "A number between two bounds.",
  'Slider("budget", "Budget", "discrete", 0, 500, [100], null, 50)',
  slider,
  { aliases: ["range"], refine: (node) => [{ ...node, props: withinBounds(node.props) }] },
);

const CONTROLS = [Input, TextArea, Select, Chips, OptionCards, CheckBoxGroup, RadioGroup, SwitchGroup, DatePicker, Slider];

export const FormControl = define(
  "FormControl",
  { label: text, input: anyOf(CONTROLS), hint: optionalText.describe("A line below the field.") },
  "A labelled field of a Form.",
  'FormControl("Full name", Input("full_name", {required: true}), "As in your passport")',
  labelled,
  { isCore: true, isForAsking: true, aliases: ["formfield", "field"], fillers: { input: "field", label: "field-label" } },
);
export const Form = define(
  "Form",
  { name, buttons: ButtonGroup.props, fields: z.array(FormControl.props).default([]) },
  "A form. Its values come back with the next message when one of its buttons is pressed. The buttons come before the fields.",
  'Form("contact", ButtonGroup([Button("Send", {type: "continue_conversation"}, "primary")]), [FormControl("Name", Input("name", {required: true}))])',
  formMarkdown,
  {
    isCore: true,
    choice: { rank: 5, says: "questions to the user as Form" },
    isForAsking: true,
    contents: ["fields"],
    refine: withFewerOptions,
    fillers: { buttons: "submit-buttons" },
  },
);

export const FORMS = [
  Form,
  FormControl,
  Input,
  TextArea,
  Select,
  SelectItem,
  RadioGroup,
  RadioItem,
  CheckBoxGroup,
  CheckBoxItem,
  SwitchGroup,
  SwitchItem,
  Chips,
  ChipItem,
  OptionCards,
  OptionCard,
  DatePicker,
  Slider,
];

/** Every option of every list is drawn with the form: beyond a few hundred, long lists give up their last ones. */
function withFewerOptions(form: UiNode): UiNode[] {
  const lists = list(form.props.fields).map((field) =>
    isUiNode(field) && isUiNode(field.props.input) ? list(field.props.input.props.items) : [],
  );
  const total = lists.reduce((sum, items) => sum + items.length, 0);
  const count = lists.filter((items) => items.length > 0).length;
  const most = count > LISTS_MAX ? OPTIONS_OF_MANY_MAX : OPTIONS_MAX;
  if (total <= most) return [form];
  const each = Math.max(4, Math.floor(most / count));
  const fields = list(form.props.fields).map((field): UiValue => {
    if (!isUiNode(field) || !isUiNode(field.props.input) || list(field.props.input.props.items).length <= each) return field;
    const { input } = field.props;
    return {
      ...field,
      props: { ...field.props, input: { ...input, props: { ...input.props, items: list(input.props.items).slice(0, each) } } },
    };
  });
  return [
    { ...form, props: { ...form.props, fields } },
    { component: TextContent.name, props: { text: `Showing the first ${each} choices of long lists.`, size: "small" } },
  ];
}

/** The ends in order, what is chosen between them, a step that leads somewhere. */
function withinBounds(props: UiNode["props"]): UiNode["props"] {
  const min = typeof props.min === "number" ? props.min : 0;
  const max = typeof props.max === "number" && props.max > min ? props.max : min + 100;
  const clamp = (value: UiValue): UiValue => (typeof value === "number" ? Math.min(max, Math.max(min, value)) : min);
  const chosen = Array.isArray(props.defaultValue) ? props.defaultValue.slice(0, 2).map(clamp) : [clamp(props.defaultValue ?? min)];
  const refined: UiNode["props"] = { ...props, min, max, defaultValue: chosen.length > 0 ? chosen : [min] };
  if (typeof props.step !== "number" || props.step <= 0) delete refined.step;
  return refined;
}

import { Input, Select, SelectContent, SelectItem, SelectTrigger, SelectValue, SliderBlock, TextArea } from "@openuidev/react-ui";
import type { ComponentRenderer } from "@openuidev/react-lang";
import { useState } from "react";
import { choiceOf, type Drawings, type Fields, listOf, numberOf, partsOf, textOf } from "./drawing";
import { useField, useFieldNames, useRules } from "./field";

/** Each stop of a slider is drawn, twice: more of them than these become a line without any. */
const STOPS_MAX = 100;
const LINES_MAX = 20;
const INPUTS = ["text", "email", "password", "number", "url"] as const;

const InputField: ComponentRenderer = ({ props }) => {
  const field = useField(textOf(props.name), "Input", textOf(props.defaultValue) || undefined);
  const { check } = useRules(props, field.value);
  return (
    <Input
      {...useFieldNames("control")}
      name={textOf(props.name)}
      type={choiceOf(props.type, INPUTS, "text")}
      placeholder={textOf(props.placeholder)}
      value={textOf(field.value)}
      disabled={field.isDisabled}
      onChange={(event) => field.setValue(event.target.value)}
      onBlur={check}
    />
  );
};

const TextField: ComponentRenderer = ({ props }) => {
  const field = useField(textOf(props.name), "TextArea", textOf(props.defaultValue) || undefined);
  const { check } = useRules(props, field.value);
  return (
    <TextArea
      {...useFieldNames("control")}
      name={textOf(props.name)}
      rows={Math.min(LINES_MAX, Math.max(1, numberOf(props.rows) ?? 3))}
      placeholder={textOf(props.placeholder)}
      value={textOf(field.value)}
      disabled={field.isDisabled}
      onChange={(event) => field.setValue(event.target.value)}
      onBlur={check}
    />
  );
};

const SelectField: ComponentRenderer = ({ props }) => {
  const [isOpen, setOpen] = useState(false);
  const field = useField(textOf(props.name), "Select", textOf(props.defaultValue) || undefined);
  useRules(props, field.value);
  // The primitive keeps the empty value for "nothing chosen".
  const options = partsOf(props.items).filter(({ value }) => textOf(value) !== "");
  const chosen = options.find(({ value }) => value === field.value);
  return (
    <Select value={textOf(field.value)} onValueChange={field.setValue} disabled={field.isDisabled} open={isOpen} onOpenChange={setOpen}>
      <SelectTrigger {...useFieldNames("control")}>
        <SelectValue placeholder={textOf(props.placeholder) || "Choose"}>{textOf(chosen?.label) || textOf(chosen?.value)}</SelectValue>
      </SelectTrigger>
      {/* A form may hold thousands of options, which the primitive would draw out of sight. */}
      {isOpen ? <Options options={options} /> : null}
    </Select>
  );
};

function Options({ options }: { options: Fields[] }) {
  return (
    <SelectContent>
      {options.map(({ value, label }, index) => (
        <SelectItem key={`option-${index}`} value={textOf(value)}>
          {textOf(label) || textOf(value)}
        </SelectItem>
      ))}
    </SelectContent>
  );
}

const DateField: ComponentRenderer = ({ props }) => {
  const field = useField(textOf(props.name), "DatePicker", textOf(props.defaultDate) || undefined);
  const { check } = useRules(props, field.value);
  const names = useFieldNames("control");
  const { id: _, ...endNames } = names as { id?: string };
  const common = { type: "date", disabled: field.isDisabled, onBlur: check };
  if (props.mode !== "range")
    return (
      <Input {...names} {...common} value={textOf(field.value).slice(0, 10)} onChange={(event) => field.setValue(event.target.value)} />
    );
  // Both days in one text: 2026-11-09,2026-11-13.
  const [from = "", to = ""] = textOf(field.value).split(",");
  return (
    <div className="date-range flex items-center gap-2 max-sm:flex-col max-sm:items-stretch">
      <Input {...names} {...common} value={from} onChange={(event) => field.setValue(`${event.target.value},${to}`)} />
      <span aria-hidden="true" className="max-sm:hidden">
        –
      </span>
      <Input {...endNames} {...common} value={to} onChange={(event) => field.setValue(`${from},${event.target.value}`)} />
    </div>
  );
};

const SliderField: ComponentRenderer = ({ props }) => {
  const field = useField(textOf(props.name), "Slider");
  useRules(props, listOf(field.value)[0] ?? field.value);
  const [min, max] = [numberOf(props.min) ?? 0, numberOf(props.max) ?? 100];
  const step = Math.max(0, numberOf(props.step) ?? 0) || undefined;
  const isDiscrete = props.variant === "discrete" && (max - min) / (step ?? 1) <= STOPS_MAX;
  const given = listOf(field.value ?? props.defaultValue).flatMap((value) => numberOf(value) ?? []);
  const value = given.length > 0 ? given : [numberOf(props.defaultValue) ?? min];
  return (
    <SliderBlock
      // It keeps the value it began with, so one that was stored is a new one.
      key={field.value === undefined ? "untouched" : "touched"}
      label={textOf(props.label) || "Value"}
      name={textOf(props.name)}
      variant={isDiscrete ? "discrete" : "continuous"}
      min={min}
      max={max > min ? max : min + 1}
      step={step}
      defaultValue={value}
      disabled={field.isDisabled}
      onValueCommit={field.setValue}
    />
  );
};

/** Controls that hold one text or number. */
export const FIELDS: Drawings = { Input: InputField, TextArea: TextField, Select: SelectField, DatePicker: DateField, Slider: SliderField };

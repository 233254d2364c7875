import { CheckBoxGroup, CheckBoxItem, RadioGroup, RadioItem, SwitchGroup, SwitchItem } from "@openuidev/react-ui";
import { type ComponentRenderer, useFormName, useGetFieldValue } from "@openuidev/react-lang";
import type { ReactNode } from "react";
import { type Drawings, type Fields, isElement, listOf, partOf, partsOf, textOf } from "./drawing";
import { useField, useFieldNames, useRules } from "./field";
import { iconOf } from "./icon";
import { Picture } from "./picture";

const RadioField: ComponentRenderer = ({ props }) => {
  const field = useField(textOf(props.name), "RadioGroup", textOf(props.defaultValue) || undefined);
  useRules(props, field.value);
  return (
    <RadioGroup {...useFieldNames("group")} value={textOf(field.value)} onValueChange={field.setValue} disabled={field.isDisabled}>
      {partsOf(props.items).map(({ value, label, description }, index) => (
        <RadioItem key={`option-${index}`} value={textOf(value)} label={textOf(label)} description={textOf(description) || undefined} />
      ))}
    </RadioGroup>
  );
};

function CheckBox({ item }: { item: Fields }) {
  const field = useField(textOf(item.name), "CheckBoxItem", item.defaultChecked === true || undefined);
  return (
    <CheckBoxItem
      name={textOf(item.name)}
      label={textOf(item.label)}
      description={textOf(item.description) || undefined}
      checked={field.value === true}
      onChange={field.setValue}
      disabled={field.isDisabled}
    />
  );
}

function Switch({ item }: { item: Fields }) {
  const field = useField(textOf(item.name), "SwitchItem", item.defaultChecked === true || undefined);
  return (
    <SwitchItem
      name={textOf(item.name)}
      label={textOf(item.label)}
      description={textOf(item.description) || undefined}
      checked={field.value === true}
      onChange={field.setValue}
      disabled={field.isDisabled}
    />
  );
}

/** The boxes of a group stand in the form by their own names; the group's rules look at all of them. */
function useGroup(props: Fields): Fields[] {
  const formName = useFormName();
  const valueOf = useGetFieldValue();
  const items = partsOf(props.items);
  useRules(props, Object.fromEntries(items.map(({ name }) => [textOf(name), valueOf(formName, textOf(name)) === true])));
  return items;
}

const CheckBoxes: ComponentRenderer = ({ props }) => {
  const items = useGroup(props);
  return (
    <div role="group" {...useFieldNames("group")}>
      <CheckBoxGroup>
        {items.map((item, index) => (
          <CheckBox key={`box-${index}`} item={item} />
        ))}
      </CheckBoxGroup>
    </div>
  );
};

const Switches: ComponentRenderer = ({ props }) => {
  const items = useGroup(props);
  return (
    <div role="group" {...useFieldNames("group")}>
      <SwitchGroup>
        {items.map((item, index) => (
          <Switch key={`switch-${index}`} item={item} />
        ))}
      </SwitchGroup>
    </div>
  );
};

interface PickProps {
  props: Fields;
  componentType: string;
  isMultiple: boolean;
  layout: string;
  option: string;
  draw: (item: Fields) => ReactNode;
}

/** Options that are pictures or words in a frame: boxes or radio buttons whose mark is the frame. */
function Pick({ props, componentType, isMultiple, layout, option, draw }: PickProps) {
  const name = textOf(props.name);
  const given = isMultiple && typeof props.defaultValue === "string" ? [props.defaultValue] : props.defaultValue;
  const field = useField(name, componentType, isMultiple ? given : (listOf(given)[0] ?? given));
  useRules(props, field.value);
  const chosen = isMultiple ? listOf(field.value) : [field.value];
  const choose = (value: string, isChosen: boolean) => {
    if (!isMultiple) return field.setValue(value);
    field.setValue(isChosen ? [...chosen, value] : chosen.filter((one) => one !== value));
  };
  return (
    <div role={isMultiple ? "group" : "radiogroup"} {...useFieldNames("group")} className={layout}>
      {partsOf(props.items).map((item, index) => (
        <label
          key={`option-${index}`}
          className={`${option} cursor-pointer border border-control bg-surface text-ink has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2 has-disabled:cursor-not-allowed has-disabled:border-line has-disabled:bg-sunken has-disabled:text-ink-muted`}
        >
          <input
            type={isMultiple ? "checkbox" : "radio"}
            name={name}
            className="sr-only"
            checked={chosen.includes(textOf(item.value))}
            disabled={field.isDisabled || item.disabled === true}
            onChange={(event) => choose(textOf(item.value), event.target.checked)}
          />
          {draw(item)}
        </label>
      ))}
    </div>
  );
}

function drawChip({ label, icon }: Fields) {
  return (
    <>
      {iconOf(icon, "size-4")}
      {textOf(label)}
    </>
  );
}

const Chips: ComponentRenderer = ({ props }) => (
  <Pick
    props={props}
    componentType="Chips"
    isMultiple={props.type !== "single"}
    layout="relative flex flex-wrap gap-2"
    option="inline-flex min-h-8 items-center gap-1.5 rounded-full px-3 py-1 text-sm pointer-coarse:min-h-11"
    draw={drawChip}
  />
);

function drawCard({ title, subtitle, topContent }: Fields) {
  return (
    <>
      {topOf(topContent)}
      <span className="font-medium">{textOf(title)}</span>
      {textOf(subtitle) ? <span className="text-[13px] text-ink-soft">{textOf(subtitle)}</span> : null}
    </>
  );
}

const OptionCards: ComponentRenderer = ({ props }) => (
  <Pick
    props={props}
    componentType="OptionCards"
    isMultiple={props.type === "multiple"}
    layout="relative grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-2"
    option="flex flex-col gap-1 rounded-card p-3 text-sm"
    draw={drawCard}
  />
);

function topOf(value: unknown) {
  const image = isElement(value) && value.typeName === "Image" ? partOf(value) : null;
  if (image)
    return <Picture src={textOf(image.src)} alt={textOf(image.alt)} className="aspect-[3/2] w-full rounded-control object-cover" />;
  return iconOf(value, "size-5 text-ink-soft");
}

/** Controls that choose among options. */
export const CHOICES: Drawings = {
  RadioGroup: RadioField,
  CheckBoxGroup: CheckBoxes,
  SwitchGroup: Switches,
  Chips,
  OptionCards,
};

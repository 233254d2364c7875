import { FormControl, Hint, Label } from "@openuidev/react-ui";
import {
  type ComponentRenderer,
  FormNameContext,
  FormValidationContext,
  useCreateFormValidation,
  useFormValidation,
} from "@openuidev/react-lang";
import { useId } from "react";
import { type Drawings, fieldsOf, partOf, textOf } from "./drawing";
import { FieldContext } from "./field";

const Form: ComponentRenderer = ({ props, renderNode }) => (
  <FormValidationContext value={useCreateFormValidation()}>
    <FormNameContext value={textOf(props.name)}>
      <div role="form" aria-label={textOf(props.name) || "Form"} className="flex min-w-0 flex-col gap-4">
        {renderNode(props.fields)}
        {renderNode(props.buttons)}
      </div>
    </FormNameContext>
  </FormValidationContext>
);

const Control: ComponentRenderer = ({ props, renderNode }) => {
  const id = useId();
  const input = partOf(props.input) ?? {};
  const error = useFormValidation()?.errors[textOf(input.name)];
  const hint = error ?? textOf(props.hint);
  const isRequired = fieldsOf(input.rules).required === true;
  const ids = { control: id, label: `${id}-label`, hint: hint ? `${id}-hint` : undefined, isInvalid: error !== undefined, isRequired };
  return (
    <FormControl hasError={ids.isInvalid}>
      <Label id={ids.label} htmlFor={ids.control} required={isRequired}>
        {textOf(props.label)}
      </Label>
      <FieldContext value={ids}>{renderNode(props.input)}</FieldContext>
      {hint ? (
        <Hint id={ids.hint} hasError={ids.isInvalid} role={error ? "alert" : undefined}>
          {hint}
        </Hint>
      ) : null}
    </FormControl>
  );
};

/** A form and its labelled fields. Its values stay with its name in the state of the answer. */
export const FORM: Drawings = { Form, FormControl: Control };

import {
  parseStructuredRules,
  useFormName,
  useFormValidation,
  useGetFieldValue,
  useIsStreaming,
  useSetDefaultValue,
  useSetFieldValue,
} from "@openuidev/react-lang";
import { createContext, useContext, useEffect, useMemo } from "react";
import { type Fields, textOf } from "./drawing";

/** The ids of the label, the hint and the control of the field that is being drawn. */
export interface FieldIds {
  control: string;
  label: string;
  hint: string | undefined;
  isInvalid: boolean;
  isRequired: boolean;
}

export const FieldContext = createContext<FieldIds | null>(null);

/** What a control needs to be named by what stands around it. Groups have a label, but nothing that `for` could point at. */
export function useFieldNames(kind: "control" | "group") {
  const ids = useContext(FieldContext);
  if (!ids) return {};
  return {
    ...(kind === "control" ? { id: ids.control, "aria-required": ids.isRequired || undefined } : {}),
    "aria-labelledby": ids.label,
    "aria-describedby": ids.hint,
    "aria-invalid": ids.isInvalid || undefined,
  };
}

/**
 * One value of a form under its name, as `componentType` names its kind in the form state. Nothing can be changed while the answer
 * streams in; what it holds without being touched is `initial`.
 */
export function useField(name: string, componentType: string, initial?: unknown) {
  const formName = useFormName();
  const setFieldValue = useSetFieldValue();
  const isDisabled = useIsStreaming();
  const value: unknown = useGetFieldValue()(formName, name);
  useSetDefaultValue({ formName, componentType, name, existingValue: value, defaultValue: initial });
  return { value: value ?? initial, isDisabled, setValue: (next: unknown) => setFieldValue(formName, componentType, name, next) };
}

/** Checks a value by the rules of a control: when its form is sent, and whenever `check` is called. */
export function useRules(props: Fields, value: unknown): { check: () => void } {
  const validation = useFormValidation();
  const isStreaming = useIsStreaming();
  const name = textOf(props.name);
  const rules = useMemo(() => parseStructuredRules(props.rules), [props.rules]);
  const isChecked = validation !== null && !isStreaming && rules.length > 0;
  useEffect(() => {
    if (!isChecked) return;
    validation.registerField(name, rules, () => value);
    return () => validation.unregisterField(name);
  }, [isChecked, validation, name, rules, value]);
  return { check: () => void (isChecked && validation.validateField(name, value, rules)) };
}

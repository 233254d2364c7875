import { useFormName, useFormValidation, useTriggerAction } from "@openuidev/react-lang";
import { createContext, useContext } from "react";
import { fieldsOf } from "./drawing";

/** The row of a table around a button; its message names it. */
export const RowContext = createContext<{ number: number; first: string } | null>(null);

/** Under it stands in an action's parameters which row was meant. A symbol, so that no answer can hold it. */
export const ROW_NOTE = Symbol("row note");

/** What pressing something with this label and action does: in a form only when all fields are as they should be. */
export function usePress(): (label: string, action: unknown, about?: Record<string, unknown>) => void {
  const trigger = useTriggerAction();
  const formName = useFormName();
  const validation = useFormValidation();
  const row = useContext(RowContext);
  return (label, action, about = {}) => {
    if (validation && !validation.validateForm()) return;
    const { type, url, context, params } = fieldsOf(action);
    const note = row ? { [ROW_NOTE]: `User clicked on table action: ${label} for row ${row.number} with data: ${row.first}` } : {};
    void trigger(label, formName, {
      ...(typeof type === "string" && { type }),
      params: {
        ...fieldsOf(params),
        ...(typeof url === "string" && { url }),
        ...(typeof context === "string" && { context }),
        ...about,
        ...note,
      },
    });
  };
}

import type { ComponentProps } from "react";

interface PopoverButtonProps extends ComponentProps<"button"> {
  /** The accessible name, also that of what opens. */
  label: string;
  opens: "menu" | "dialog";
  isOpen: boolean;
}

/** The button of a popover, whose element's id is `popoverTarget`. */
export function PopoverButton({ label, opens, isOpen, ...rest }: PopoverButtonProps) {
  return <button {...rest} type="button" aria-label={label} aria-haspopup={opens} aria-expanded={isOpen} />;
}

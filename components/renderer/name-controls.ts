import { DATE_PICKER } from "./date-picker-keys";

const CONTROLS = 'input, textarea, [role="combobox"], [role="radiogroup"], [role="listbox"], [role="slider"]';
const GROUPS = ".openui-checkbox-group, .openui-switch-group";

let lastId = 0;

/** Ties labels, hints and headings to what they belong to; done again for parts that arrive later. */
export function nameControls(host: HTMLElement): void {
  for (const field of host.querySelectorAll<HTMLElement>(".openui-form-control")) nameField(field);
  for (const slider of host.querySelectorAll<HTMLElement>(".openui-slider-block")) nameSlider(slider);
  for (const picker of host.querySelectorAll<HTMLElement>(DATE_PICKER)) makeButton(picker);
  for (const button of host.querySelectorAll<HTMLElement>(".openui-code-block-copy-button")) add(button, "aria-label", "Copy code");
  // Long lines of code scroll, by keyboard too only when they can have focus.
  for (const code of host.querySelectorAll<HTMLElement>('[class*="openui-code-block-sy"]')) makeScrollable(code);
  // Headings are drawn as plain blocks, so nobody could jump to them.
  for (const heading of host.querySelectorAll<HTMLElement>(".openui-header-top-left")) makeHeading(heading, 3);
  for (const heading of host.querySelectorAll<HTMLElement>(".c1-inline-header-heading")) makeHeading(heading, 4);
}

/** The label of a field has no `for`, so the control has no name. */
function nameField(field: HTMLElement): void {
  const label = field.querySelector<HTMLElement>(":scope > .openui-label");
  const control = field.querySelector<HTMLElement>(`${CONTROLS}, ${GROUPS}, ${DATE_PICKER}`);
  if (!label || !control) return;
  if (control.matches(GROUPS)) add(control, "role", "group");
  const text = control.matches(DATE_PICKER) ? control.querySelector<HTMLElement>("span") : null;
  add(control, "aria-labelledby", [label, text].flatMap((element) => (element ? [idOf(element)] : [])).join(" "));
  const hints = [...field.querySelectorAll<HTMLElement>(":scope > .openui-hint")];
  describe(control, hints);
  if (label.querySelector(".openui-label-required-asterisk") && !control.matches(GROUPS)) add(control, "aria-required", "true");
}

/** A hint may give way to what is wrong with the field, or stand beside it, and come back. */
function describe(control: HTMLElement, hints: HTMLElement[]): void {
  const ids = hints.map(idOf).join(" ");
  if (ids === "") control.removeAttribute("aria-describedby");
  else if (control.getAttribute("aria-describedby") !== ids) control.setAttribute("aria-describedby", ids);
  if (hints.some((hint) => hint.matches(".openui-hint-error"))) add(control, "aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
}

/** The thumbs and the field beside them stand for the same value, with one label that names neither. */
function nameSlider(slider: HTMLElement): void {
  const label =
    slider.querySelector<HTMLElement>(".openui-slider-block__label") ??
    slider.closest(".openui-form-control")?.querySelector<HTMLElement>(".openui-label");
  for (const control of slider.querySelectorAll<HTMLElement>('[role="slider"], input, [role="combobox"]')) {
    if (label) add(control, "aria-labelledby", idOf(label));
    else add(control, "aria-label", "Value");
  }
}

/** Tab passes by a plain element; `repairAccessibility` makes its keys work. */
function makeButton(element: HTMLElement): void {
  add(element, "role", "button");
  add(element, "tabindex", "0");
  add(element, "aria-haspopup", "dialog");
}

function makeScrollable(element: HTMLElement): void {
  add(element, "tabindex", "0");
  add(element, "role", "region");
  add(element, "aria-label", "Code");
}

function makeHeading(element: HTMLElement, level: number): void {
  add(element, "role", "heading");
  add(element, "aria-level", String(level));
}

function idOf(element: HTMLElement): string {
  if (!element.id) {
    lastId += 1;
    element.id = `gen-ui-label-${lastId}`;
  }
  return element.id;
}

function add(element: HTMLElement, name: string, value: string): void {
  if (!element.hasAttribute(name)) element.setAttribute(name, value);
}

const FIELD = ".openui-form-control";
const ERROR = ".openui-hint-error";
const CONTROL =
  'input, textarea, select, button, [role="combobox"], [role="radiogroup"], [role="listbox"], [role="slider"], [tabindex="0"]';
/** A renderer checks a form and draws what is wrong within a few frames. */
const FRAMES_MAX = 12;

let lastId = 0;

/**
 * When a form is sent and something in it is missing or wrong, goes to the first field that is, which then says so: else nothing seems to
 * happen where the field is out of sight. Returns how to stop.
 */
export function focusFirstErrors(host: HTMLElement): () => void {
  const onClick = (event: MouseEvent) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    // Buttons inside a field belong to its control.
    if (!button || button.closest(FIELD) || !host.querySelector(FIELD)) return;
    look(host, FRAMES_MAX);
  };
  host.addEventListener("click", onClick);
  return () => host.removeEventListener("click", onClick);
}

function look(host: HTMLElement, frames: number): void {
  const error = host.querySelector<HTMLElement>(`${FIELD} ${ERROR}`);
  const field = error?.closest<HTMLElement>(FIELD);
  const control = [...(field?.querySelectorAll<HTMLElement>(CONTROL) ?? [])].find((one) => one.checkVisibility());
  if (!error || !field || !control) {
    if (frames > 0) requestAnimationFrame(() => look(host, frames - 1));
    return;
  }
  if (!error.id) {
    lastId += 1;
    error.id = `gen-ui-error-${lastId}`;
  }
  control.setAttribute("aria-describedby", error.id);
  control.setAttribute("aria-invalid", "true");
  field.scrollIntoView({ block: "nearest" });
  control.focus({ preventScroll: true });
}

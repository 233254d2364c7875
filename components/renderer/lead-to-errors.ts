import { DATE_PICKER } from "./date-picker-keys";
import { nameControls } from "./name-controls";

/** Forms of either renderer. */
const FORM = '.c1-form, [role="form"]';
const FIELD = ".openui-form-control";
const ERROR = ".openui-hint-error";
const STOPS = `input:not([type="hidden"]), textarea, ${["combobox", "radio", "checkbox", "switch", "slider"].map((role) => `[role="${role}"]`).join(", ")}, ${DATE_PICKER}`;

/**
 * A form that is sent with errors takes the reader to the first of them: its field is in sight, has the focus, and is described by what
 * is wrong with it. Otherwise nothing would seem to happen, as the errors may stand above the window. Returns how to stop.
 */
export function leadToErrors(host: HTMLElement): () => void {
  let frame = 0;
  const onClick = ({ target }: Event) => {
    const button = target instanceof Element ? target.closest("button") : null;
    const form = button?.closest<HTMLElement>(FORM);
    // What is pressed within a field chooses something and sends nothing.
    if (!form || button?.closest(FIELD)) return;
    cancelAnimationFrame(frame);
    // The renderer marks the fields before the next frame is painted.
    frame = requestAnimationFrame(() => lead(form));
  };
  host.addEventListener("click", onClick);
  return () => {
    cancelAnimationFrame(frame);
    host.removeEventListener("click", onClick);
  };
}

function lead(form: HTMLElement): void {
  const field = form.querySelector(ERROR)?.closest<HTMLElement>(FIELD);
  const stop = field?.querySelector<HTMLElement>(STOPS);
  if (!field || !stop) return;
  nameControls(form);
  // One of the renderers takes an error away as soon as its field is told of the focus.
  form.addEventListener("focusin", keepQuiet, true);
  stop.focus({ preventScroll: true });
  form.removeEventListener("focusin", keepQuiet, true);
  field.scrollIntoView({ block: "nearest" });
}

function keepQuiet(event: Event): void {
  event.stopPropagation();
}

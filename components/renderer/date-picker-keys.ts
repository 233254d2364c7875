export const DATE_PICKER = ".openui-date-picker-renderer-floating-input-container";
const CALENDAR = ".openui-date-picker-renderer-floating-content";
const FOCUSABLE = 'button:not([disabled]):not([tabindex="-1"]), select, [role="combobox"], [tabindex="0"]';

/**
 * Makes the date picker work by keyboard: it is a plain element that only knows clicks, and its calendar stands at the end of the page.
 * Enter and Space open it, the next Tab goes into the calendar, Tab past its end or Shift+Tab before its beginning comes back, Escape closes.
 * Returns how to stop.
 */
export function driveDatePickers(host: HTMLElement): () => void {
  let opener: HTMLElement | null = null;
  const onHostKey = (event: KeyboardEvent) => {
    const picker = event.target instanceof HTMLElement && event.target.matches(DATE_PICKER) ? event.target : null;
    if (!picker) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      picker.click();
      opener = picker;
    } else if (event.key === "Tab" && !event.shiftKey && isOpen(picker)) {
      const first = focusableIn(calendar()).at(0);
      if (!first) return;
      event.preventDefault();
      opener = picker;
      first.focus();
    } else if (event.key === "Escape" && isOpen(picker)) picker.click();
  };
  const onCalendarKey = (event: KeyboardEvent) => {
    const inside = calendar();
    if (!opener || !(event.target instanceof Node) || !inside?.contains(event.target)) return;
    if (event.key === "Escape") {
      if (isOpen(opener)) opener.click();
      opener.focus();
    } else if (event.key === "Tab") {
      const stops = focusableIn(inside);
      // From the picker the browser goes on by itself, to what follows it; before it, it stays there.
      if (!event.shiftKey && event.target === stops.at(-1)) opener.focus();
      else if (event.shiftKey && event.target === stops.at(0)) {
        event.preventDefault();
        opener.focus();
      }
    }
  };
  host.addEventListener("keydown", onHostKey);
  document.addEventListener("keydown", onCalendarKey);
  return () => {
    host.removeEventListener("keydown", onHostKey);
    document.removeEventListener("keydown", onCalendarKey);
  };
}

/** Names the calendar that is open after the field it belongs to. */
export function nameCalendar(host: HTMLElement): void {
  for (const picker of host.querySelectorAll<HTMLElement>(DATE_PICKER)) {
    const isExpanded = isOpen(picker);
    if (picker.getAttribute("aria-expanded") !== String(isExpanded)) picker.setAttribute("aria-expanded", String(isExpanded));
    const shown = isExpanded ? calendar() : null;
    if (!shown || shown.hasAttribute("role")) continue;
    shown.setAttribute("role", "dialog");
    const label = picker.getAttribute("aria-labelledby");
    if (label) shown.setAttribute("aria-labelledby", label);
  }
}

const isOpen = (picker: HTMLElement): boolean => picker.className.includes("input-container-open");
const calendar = (): HTMLElement | null => [...document.querySelectorAll<HTMLElement>(CALENDAR)].at(-1) ?? null;

function focusableIn(element: HTMLElement | null): HTMLElement[] {
  return [...(element?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])].filter((one) => one.checkVisibility());
}

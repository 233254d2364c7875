import { driveDatePickers, nameCalendar } from "./date-picker-keys";
import { describeCharts } from "./describe-charts";
import { leadToErrors } from "./lead-to-errors";
import { nameControls } from "./name-controls";

const SETTLE_MS = 120;

/**
 * Adds, from outside, what the renderer's markup lacks for assistive technology and the keyboard, and keeps adding it while the
 * interface streams in. Returns how to stop. Nothing of the renderer is changed: only attributes are added to what it drew, the
 * keys of its calendar, and the way to the first error of a form.
 */
export function repairAccessibility(host: HTMLElement): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const repair = () => {
    timer = undefined;
    nameControls(host);
    describeCharts(host);
    nameCalendar(host);
  };
  const observer = new MutationObserver(() => {
    timer ??= setTimeout(repair, SETTLE_MS);
  });
  observer.observe(host, { childList: true, subtree: true });
  const stops = [driveDatePickers(host), leadToErrors(host)];
  repair();
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    for (const stop of stops) stop();
  };
}

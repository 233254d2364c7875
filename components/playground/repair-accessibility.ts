import { describeCharts } from "./describe-charts";
import { nameControls } from "./name-controls";

const SETTLE_MS = 120;

/**
 * Adds, from outside, what the renderer's markup lacks for assistive technology and the keyboard, and keeps adding it while the
 * interface streams in. Returns how to stop. Nothing of the renderer is changed: only attributes are added to what it drew.
 */
export function repairAccessibility(host: HTMLElement): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const repair = () => {
    timer = undefined;
    nameControls(host);
    describeCharts(host);
  };
  const observer = new MutationObserver(() => {
    timer ??= setTimeout(repair, SETTLE_MS);
  });
  observer.observe(host, { childList: true, subtree: true });
  // The date picker is a plain element that only knows clicks.
  host.addEventListener("keydown", pressDatePicker);
  repair();
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    host.removeEventListener("keydown", pressDatePicker);
  };
}

function pressDatePicker(event: KeyboardEvent): void {
  const target = event.target;
  if (!(target instanceof HTMLElement) || !target.matches('[role="button"][aria-haspopup="dialog"]')) return;
  if (event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  target.click();
}

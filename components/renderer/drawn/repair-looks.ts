import { FOLLOW_UPS_HEADING } from "./follow-ups-heading";
import { toneOf } from "./trend-tone";

const TREND = ".c1-metric-indicator__trend";
const FOLLOW_UPS = ".openui-follow-up-block__header";
const CARD = ".c1-overview-card, .c1-composite-card__wrapper, .c1-snippet-card, .c1-context-card";
const NAMES = ".c1-text-block__primary, .c1-text-block__secondary, .c1-context-card__title-text";

/**
 * Mends from outside what the renderer decides by itself and cannot be told: it opens the tab that came last, and colours a figure by
 * its sign. What may be asked next has a heading in plain words. Goes on while the interface streams in; returns how to stop.
 */
export function repairLooks(host: HTMLElement): () => void {
  const chosen = new WeakSet<Element>();
  const note = (event: Event) => {
    const list = event.isTrusted && event.target instanceof Element ? event.target.closest('[role="tablist"]') : null;
    if (list) chosen.add(list);
  };
  const repair = () => {
    const focused = document.activeElement;
    for (const list of host.querySelectorAll<HTMLElement>('[role="tablist"]')) if (!chosen.has(list)) openFirst(list);
    // Opening a tab takes the focus along, which stays where the reader left it.
    if (document.activeElement !== focused) giveBack(focused);
    for (const heading of host.querySelectorAll(FOLLOW_UPS)) nameFollowUps(heading);
    for (const trend of host.querySelectorAll<HTMLElement>(TREND)) markTone(trend);
  };
  const observer = new MutationObserver(repair);
  observer.observe(host, { childList: true, subtree: true, characterData: true });
  for (const kind of ["pointerdown", "keydown"]) host.addEventListener(kind, note, true);
  repair();
  return () => {
    observer.disconnect();
    for (const kind of ["pointerdown", "keydown"]) host.removeEventListener(kind, note, true);
  };
}

/** The first tab, until a reader chooses another. */
function openFirst(list: HTMLElement): void {
  const first = list.querySelector<HTMLElement>('[role="tab"]');
  if (!first || first.getAttribute("aria-selected") === "true") return;
  first.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true, button: 0 }));
}

function nameFollowUps({ firstChild }: Element): void {
  if (firstChild && firstChild.nodeValue !== FOLLOW_UPS_HEADING) firstChild.nodeValue = FOLLOW_UPS_HEADING;
}

function giveBack(focused: Element | null): void {
  if (focused instanceof HTMLElement && focused !== document.body) focused.focus({ preventScroll: true });
  else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

/** What the colour of a figure goes by: the words of its card, and not which way it went. */
function markTone(trend: HTMLElement): void {
  const names = [...(trend.closest(CARD)?.querySelectorAll(NAMES) ?? [])].map((element) => element.textContent ?? "");
  const isDown = /[-−–]\s*\d/.test(trend.textContent ?? "") || trend.className.includes("danger");
  const tone = toneOf(names.join(" "), isDown ? "down" : "up");
  if (trend.dataset.tone !== tone) trend.dataset.tone = tone;
}

import { type NumberLocale, wholeText } from "./number-text";

const BLOCK = ".openui-slider-block";
const ENDS = ".openui-slider-labels";

/**
 * Writes the ends of sliders as their answer writes numbers: "5,000", where a renderer shortens them to "5k". Goes on while the interface
 * streams in; returns how to stop.
 */
export function writeSliderEnds(host: HTMLElement, locale: NumberLocale): () => void {
  const write = () => {
    for (const ends of host.querySelectorAll(ENDS)) writeEnds(ends, locale);
  };
  const observer = new MutationObserver(write);
  observer.observe(host, { childList: true, subtree: true, characterData: true });
  write();
  return () => observer.disconnect();
}

function writeEnds({ firstElementChild, lastElementChild, parentElement }: Element, locale: NumberLocale): void {
  const thumb = parentElement?.closest(BLOCK)?.querySelector('[role="slider"]');
  for (const [end, limit] of [
    [firstElementChild, "aria-valuemin"],
    [lastElementChild, "aria-valuemax"],
  ] as const) {
    const value = Number(thumb?.getAttribute(limit) ?? Number.NaN);
    // The text is the renderer's, which goes on changing it: it stays the same node.
    const text = end?.firstChild;
    if (text?.nodeType === Node.TEXT_NODE && Number.isFinite(value) && text.nodeValue !== wholeText(value, locale))
      text.nodeValue = wholeText(value, locale);
  }
}

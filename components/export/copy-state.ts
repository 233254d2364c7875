/** Writes down in the copy what only the original knows: what was typed and chosen, what was painted, and what would be cut off on paper. */
export function copyState(original: Element, copy: Element): void {
  if (original instanceof HTMLInputElement) {
    if (original.type !== "password") copy.setAttribute("value", original.value);
    copy.toggleAttribute("checked", original.checked);
  }
  if (original instanceof HTMLTextAreaElement) copy.textContent = original.value;
  if (original instanceof HTMLOptionElement) copy.toggleAttribute("selected", original.selected);
  if (original instanceof HTMLDetailsElement) copy.setAttribute("open", "");
  if (original instanceof HTMLCanvasElement) paint(original, copy);
  if (original instanceof HTMLElement && copy instanceof HTMLElement) layOpen(original, copy);
}

function paint(canvas: HTMLCanvasElement, copy: Element): void {
  const image = document.createElement("img");
  image.src = canvas.toDataURL();
  image.alt = canvas.getAttribute("aria-label") ?? "";
  image.className = canvas.className;
  copy.replaceWith(image);
}

const PIECE_PX_MAX = 320;
const PIECES = "table, ul, ol, form, fieldset, blockquote, pre";

/** What scrolls is shown whole, and what is small stays on one page. A box that only cuts must not count as one that scrolls: such a box is never divided between pages. */
function layOpen(original: HTMLElement, copy: HTMLElement): void {
  const { overflowX, overflowY } = getComputedStyle(original);
  if (original.matches(PIECES) && original.offsetHeight <= PIECE_PX_MAX) copy.style.breakInside = "avoid";
  const scrolls = [overflowX, overflowY].some((overflow) => overflow === "auto" || overflow === "scroll");
  if (scrolls) {
    copy.style.setProperty("overflow", "visible", "important");
    if (original.scrollHeight > original.clientHeight + 1) grow(copy);
  } else if (overflowX === "hidden" || overflowY === "hidden") copy.style.setProperty("overflow", "clip", "important");
}

/** Makes an element as high as what is in it, and with it what would cut it off. */
function grow(element: HTMLElement): void {
  element.style.setProperty("max-height", "none", "important");
  element.style.setProperty("height", "auto", "important");
  const around = element.parentElement?.closest<HTMLElement>('[style*="overflow: clip"]');
  if (around) grow(around);
}

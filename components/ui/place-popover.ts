/** Below the trigger, or above it when there is no room; kept inside the window. */
export function placePopover(list: HTMLElement, trigger: HTMLElement, align: "start" | "end"): void {
  const from = trigger.getBoundingClientRect();
  const size = list.getBoundingClientRect();
  const below = window.innerHeight - from.bottom - 12;
  const up = size.height > below && from.top > below;
  const left = align === "start" ? from.left : from.right - size.width;
  list.style.left = `${Math.max(8, Math.min(left, window.innerWidth - size.width - 8))}px`;
  list.style.top = up ? `${Math.max(8, from.top - size.height - 6)}px` : `${from.bottom + 6}px`;
  list.style.maxHeight = `${up ? from.top - 16 : below}px`;
}

const WIDTH_MAX = 1_600;

/** How wide the sheet must be, in CSS pixels, for nothing in it to stand out or to be scrolled to; never more than paper can take. */
export function widthOf(sheet: HTMLElement): number {
  const missing = [...sheet.querySelectorAll<HTMLElement>("*")]
    .filter((element) => element.clientWidth > 0 && isScrolled(element))
    .map((element) => element.scrollWidth - element.clientWidth);
  return Math.min(WIDTH_MAX, sheet.clientWidth + Math.max(0, sheet.scrollWidth - sheet.clientWidth, ...missing));
}

/** Makes what is still too wide for the sheet smaller, until all of it can be seen. */
export function shrinkWide(sheet: HTMLElement): void {
  for (const box of sheet.querySelectorAll<HTMLElement>("*")) {
    const [room, needed] = [box.clientWidth, box.scrollWidth];
    if (room > 0 && needed > room + 1 && isScrolled(box))
      for (const inside of box.children)
        if (inside instanceof HTMLElement) inside.style.zoom = String(Math.floor((room / needed) * 100) / 100);
  }
}

function isScrolled(element: HTMLElement): boolean {
  const { overflowX } = getComputedStyle(element);
  return overflowX === "auto" || overflowX === "scroll";
}

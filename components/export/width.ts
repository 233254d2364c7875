const WIDTH_MAX = 1_600;
/** What is wider than a page upright gets one across, and all of that page (lib/export/paper.ts). */
const UPRIGHT_MAX = 1_000;
const ACROSS_MIN = 1_320;

/** How wide the sheet must be, in CSS pixels, for nothing in it to stand out or to be scrolled to; never more than paper can take. */
export function widthOf(sheet: HTMLElement): number {
  const missing = [...sheet.querySelectorAll<HTMLElement>("*")]
    .filter((element) => element.clientWidth > 0 && isScrolled(element))
    .map((element) => element.scrollWidth - element.clientWidth);
  const needed = sheet.clientWidth + Math.max(0, sheet.scrollWidth - sheet.clientWidth, ...missing);
  return needed <= UPRIGHT_MAX ? needed : Math.min(WIDTH_MAX, Math.max(ACROSS_MIN, needed));
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

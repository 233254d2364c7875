const CARD = ".c1-visual-first-card";
const CARD_PICTURE = "--c1-visual-card-image";
const WIDTH = { least: 96, most: 760, unknown: 240 };
const HEIGHT_MAX = 160;
/** Narrower marks stand without words, which are read aloud all the same. */
const WORDS_FROM_PX = 160;
const WORDS_MAX = 60;

/**
 * Puts the mark of a picture and its description in the place of one that cannot be loaded, where a renderer leaves a broken one or a void;
 * a card whose picture is missing becomes one of words. Returns how to stop.
 */
export function markMissingPictures(host: HTMLElement): () => void {
  const tried = new WeakMap<HTMLElement, string>();
  const note = ({ target }: Event) => {
    if (!(target instanceof HTMLImageElement) || target.src.startsWith("data:")) return;
    target.dataset.noPicture = "";
    target.src = markOf(target.alt, target.parentElement?.clientWidth || WIDTH.unknown);
  };
  const tryCards = () => {
    for (const card of host.querySelectorAll<HTMLElement>(CARD)) tryCard(card, tried);
  };
  const observer = new MutationObserver(tryCards);
  observer.observe(host, { childList: true, subtree: true });
  host.addEventListener("error", note, true);
  tryCards();
  return () => {
    observer.disconnect();
    host.removeEventListener("error", note, true);
  };
}

/** A background says nothing when it cannot be loaded, so its address is tried once more. */
function tryCard(card: HTMLElement, tried: WeakMap<HTMLElement, string>): void {
  const picture = card.style.getPropertyValue(CARD_PICTURE);
  const [, address] = /^url\(["']?(.*?)["']?\)$/.exec(picture) ?? [];
  if (!address || tried.get(card) === picture) return;
  tried.set(card, picture);
  const image = new Image();
  image.addEventListener("error", () => card.style.removeProperty(CARD_PICTURE), { once: true });
  image.src = address;
}

/** About as wide as its place, in one grey that is seen on light and on dark. */
function markOf(alt: string, place: number): string {
  const width = Math.max(WIDTH.least, Math.min(WIDTH.most, place));
  const height = Math.min(HEIGHT_MAX, Math.round(width / 2));
  const words = document.createElement("span");
  words.textContent = alt.length > WORDS_MAX ? `${alt.slice(0, WORDS_MAX - 1)}…` : alt;
  const hasWords = width >= WORDS_FROM_PX && alt !== "";
  const label = `<text x="50%" y="${height / 2 + 24}" text-anchor="middle" font-family="Inter,system-ui,sans-serif" font-size="13" fill="#7a8784">${words.innerHTML}</text>`;
  const mark = `<g transform="translate(${width / 2 - 12} ${height / 2 - (hasWords ? 22 : 12)})" fill="none" stroke="#7a8784" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"><rect width="18" height="18" x="3" y="3" rx="2"/><circle cx="9" cy="9" r="2"/><path d="m21 15-3.1-3.1a2 2 0 0 0-2.8 0L6 21"/></g>`;
  const ground = '<rect width="100%" height="100%" fill="#7a8784" fill-opacity=".12"/>';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${ground}${mark}${hasWords ? label : ""}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

import type { Sheet } from "@/lib/export/sheet";
import { copyState } from "./copy-state";
import { documentOf } from "./document";
import { loadAsData } from "./load-as-data";
import { stylesOf } from "./styles";

/** What could run, load, move or ask for something. */
const REMOVED = "script, style, link, meta, base, noscript, template, iframe, frame, object, embed, audio, video, portal";
const KEPT_ATTRIBUTE = /^(?!on|srcset$|srcdoc$|formaction$|action$|ping$|nonce$|autofocus$|contenteditable$|tabindex$|popover|target$)/i;

/** The drawn sheet as a document of its own, in which nothing runs and nothing is fetched. */
export async function freeze(sheet: HTMLElement, what: Sheet): Promise<string> {
  const css = await stylesOf(document);
  const copy = sheet.cloneNode(true);
  if (!(copy instanceof HTMLElement)) throw new Error("a copy of an element is one");
  const originals = [...sheet.querySelectorAll("*")];
  const copies = [...copy.querySelectorAll("*")];
  for (const [index, element] of copies.entries()) {
    const original = originals[index];
    if (original) copyState(original, element);
  }
  for (const element of copies) if (element.matches(REMOVED)) element.remove();
  await Promise.all([...copy.querySelectorAll("img")].map(embedImage));
  for (const element of [copy, ...copy.querySelectorAll("*")]) disarm(element);
  levelHeadings(copy);
  return documentOf({ css, body: copy.outerHTML, sheet: what, rootClass: document.documentElement.className });
}

/** The picture itself, or its words where it did not load. */
async function embedImage(image: HTMLImageElement): Promise<void> {
  const data = image.src === "" ? null : await loadAsData(image.src);
  if (data) {
    image.src = data;
    return;
  }
  const words = document.createElement("span");
  words.textContent = image.alt;
  image.replaceWith(words);
}

function disarm(element: Element): void {
  for (const name of element.getAttributeNames()) {
    const value = element.getAttribute(name) ?? "";
    const isAddress = name === "href" || name === "src" || name === "xlink:href";
    if (!KEPT_ATTRIBUTE.test(name) || (isAddress && !isHarmless(element, value))) element.removeAttribute(name);
  }
  const style = element.getAttribute("style");
  if (style && /url\((?!["']?(?:#|data:))/i.test(style))
    element.setAttribute("style", style.replace(/url\((?!["']?(?:#|data:))[^)]*(?:\)|$)/gi, "none"));
  if (element.matches("button, input, select, textarea, fieldset")) element.setAttribute("disabled", "");
  if (element.matches('[role="button"], [role="combobox"], [role="slider"], [role="radio"], [role="checkbox"], [role="switch"]'))
    element.setAttribute("aria-disabled", "true");
  if (element.matches("a[href]")) element.setAttribute("rel", "noopener noreferrer");
}

/** Links lead to the web or to mail; everything else stays inside the document. */
function isHarmless(element: Element, value: string): boolean {
  if (value.startsWith("#")) return true;
  return element.matches("a") ? /^(?:https?:\/\/|mailto:)/i.test(value) : value.startsWith("data:image/");
}

/** Below the title there is no level between it and the first headings of the answer. */
function levelHeadings(sheet: HTMLElement): void {
  const headings = [...sheet.querySelectorAll('[role="heading"][aria-level]')];
  const levels = [...new Set(headings.map((heading) => Number(heading.getAttribute("aria-level"))))].sort((a, b) => a - b);
  for (const heading of headings) {
    const level = levels.indexOf(Number(heading.getAttribute("aria-level")));
    heading.setAttribute("aria-level", String(Math.min(6, level + 2)));
  }
}

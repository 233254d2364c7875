import { isUiNode, type UiValue } from "../tree";
import { label, link } from "./markdown-text";
import type { Props, Sheet } from "./sheet";

/** A text or a number as it stands; empty for all else. */
export function words(value: UiValue | undefined): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

/** A text as a label. */
export const named = (value: UiValue | undefined): string => label(words(value));

export function list(value: UiValue | undefined): readonly UiValue[] {
  return Array.isArray(value) ? value : [];
}

/** The props of a component or the members of an object; none of anything else. */
export function members(value: UiValue | undefined): Props {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return isUiNode(value) ? value.props : value;
}

/** A button's words, as a link where it opens an address. */
export function pressed(words: UiValue | undefined, action: UiValue | undefined): string {
  const { type, url } = members(action);
  return link(named(words), type === "open_url" && typeof url === "string" ? url : "");
}

/** A picture as a link with what is to be seen on it; one that is bytes as that alone. */
export function picture(alt: UiValue | undefined, src: UiValue | undefined): string {
  if (typeof src === "string" && src.startsWith("data:")) return named(alt) || "Image";
  return typeof src === "string" && src !== "" ? link(named(alt) || "Image", src) : named(alt);
}

/** A part that is a component or a text, in one line. */
export function part(value: UiValue | undefined, sheet: Sheet): string {
  return isUiNode(value) ? sheet.line(value) : named(value);
}

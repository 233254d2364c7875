import * as lucide from "lucide-react";
import { type ComponentType, createElement } from "react";
import { isElement, partOf, textOf } from "./drawing";

type Glyph = ComponentType<{ className?: string; "aria-hidden"?: "true" }>;

/** Every name an icon ever had: many were renamed, as `home` to `house`, and answers use both. */
const GLYPHS = new Map<string, Glyph>(
  Object.entries(lucide).flatMap(([name, value]) => (isGlyph(name, value) ? [[name, value] as const] : [])),
);

/** The package exports its machinery beside the icons. */
function isGlyph(name: string, value: unknown): value is Glyph {
  return /^[A-Z]/.test(name) && name !== "Icon" && typeof value === "object" && value !== null && "$$typeof" in value;
}

/** The icon of that name in kebab-case, a circle when there is none. For the eye only: words stand beside it. */
export function Icon({ name, className = "size-4" }: { name: string; className?: string }) {
  return createElement(GLYPHS.get(pascal(name)) ?? lucide.Circle, { "aria-hidden": "true", className });
}

/** What an argument that holds an Icon draws; null when it holds none. */
export function iconOf(value: unknown, className?: string) {
  return isElement(value) && value.typeName === "Icon" ? <Icon name={textOf(partOf(value)?.name)} className={className} /> : null;
}

function pascal(name: string): string {
  return name
    .split(/[-_\s]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

import { Circle, icons } from "lucide-react";
import { createElement } from "react";
import { isElement, partOf, textOf } from "./drawing";

const GLYPHS = new Map(Object.entries(icons));

/** The icon of that name in kebab-case, a circle when there is none. For the eye only: words stand beside it. */
export function Icon({ name, className = "size-4" }: { name: string; className?: string }) {
  return createElement(GLYPHS.get(pascal(name)) ?? Circle, { "aria-hidden": "true", className });
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

import { Fragment, type ReactNode } from "react";
import { TEXT_LINK } from "@/components/ui/text-link";

/** A type as a model reads it; components and shared types in it lead to their place on the page. */
export function TypeText({ type, linked }: { type: string; linked: ReadonlySet<string> }): ReactNode {
  const parts = type
    .replaceAll("|", " | ")
    .replace(/ {2,}/g, " ")
    .split(/("[^"]*"|\b[A-Z]\w*\b)/);
  return parts.map((part, index) => (
    // The parts of a type stay where they are.
    <Fragment key={index}>{linked.has(part) ? <ComponentLink name={part} /> : part}</Fragment>
  ));
}

export function ComponentLink({ name }: { name: string }) {
  return (
    <a href={`#${name}`} className={TEXT_LINK}>
      {name}
    </a>
  );
}

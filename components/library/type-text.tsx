import { Fragment, type ReactNode } from "react";

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
    <a href={`#${name}`} className="text-accent underline decoration-accent/35 underline-offset-2 hover:decoration-accent">
      {name}
    </a>
  );
}

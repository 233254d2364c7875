import { memo } from "react";
import { Badge } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import type { ComponentReference } from "@/lib/genui/reference";
import { ArgumentList } from "./argument-list";
import { LiveExample } from "./live-example";
import { ComponentLink } from "./type-text";

interface ComponentEntryProps {
  component: ComponentReference;
  /** The names that have a place on the page. */
  linked: ReadonlySet<string>;
  /** The components that the type Block stands for. */
  blocks: readonly string[];
  isTall: boolean;
}

/** One component: drawn, as source, and what it takes. Drawn once, whatever the filter does around it. */
export const ComponentEntry = memo(function ComponentEntry({ component, linked, blocks, isTall }: ComponentEntryProps) {
  const { name, description, isOptIn, program, answer, parents } = component;
  const children = blocks.every((block) => component.children.includes(block))
    ? ["Block", ...component.children.filter((child) => !blocks.includes(child))]
    : component.children;
  return (
    <article id={name} aria-labelledby={`${name}-name`} className="group/entry scroll-mt-24 border-line border-t pt-6 pb-9 lg:scroll-mt-0">
      <h3
        id={`${name}-name`}
        className="flex flex-wrap items-center gap-x-3 font-mono font-semibold text-base text-ink group-target/entry:text-accent"
      >
        <a href={`#${name}`} className="rounded-[4px] py-0.5 underline-offset-4 hover:underline">
          {name}
        </a>
        {isOptIn ? <Badge tone="warning">Only when included</Badge> : null}
      </h3>
      <p className="mt-1 max-w-prose text-ink-soft text-sm leading-relaxed">{description}</p>
      <div className="mt-4 grid gap-x-8 gap-y-5 lg:grid-cols-[minmax(0,6fr)_minmax(0,5fr)]">
        <div className="flex min-w-0 flex-col gap-3">
          <LiveExample name={name} answer={answer} isTall={isTall} />
          <CodeBlock code={program} label={`source of ${name}`} wrap />
        </div>
        <div className="min-w-0">
          <ArgumentList component={component} linked={linked} />
          <dl className="mt-3 grid gap-2 text-[13px]">
            <Relation label="Stands in" names={parents} none="nothing: it is the root" />
            {children.length > 0 ? <Relation label="May hold" names={children} none="" /> : null}
          </dl>
        </div>
      </div>
    </article>
  );
});

function Relation({ label, names, none }: { label: string; names: string[]; none: string }) {
  return (
    <div className="flex gap-2 leading-relaxed">
      <dt className="w-16 shrink-0 text-ink-muted">{label}</dt>
      <dd className="min-w-0 text-ink-soft">
        {names.length === 0 ? none : null}
        {names.map((name, index) => (
          <span key={name}>
            {index > 0 ? ", " : ""}
            <ComponentLink name={name} />
          </span>
        ))}
      </dd>
    </div>
  );
}

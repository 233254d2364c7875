"use client";

import { SearchX } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { LibraryReference } from "@/lib/genui/reference";
import { ComponentBar } from "./component-bar";
import { ComponentEntry } from "./component-entry";
import { ComponentIndex } from "./component-index";
import { type ComponentFilter, findComponents } from "./find-components";
import { SharedTypes } from "./shared-types";

const NO_FILTER: ComponentFilter = { group: null, search: "" };

/** Every component of the library, with a filter. */
export function ComponentsView({ library: { groups, types } }: { library: LibraryReference }) {
  const [filter, setFilter] = useState(NO_FILTER);
  const start = useRef<HTMLDivElement>(null);
  const change = (next: ComponentFilter) => {
    setFilter(next);
    // What is found begins above for those who have scrolled on.
    if (start.current && start.current.getBoundingClientRect().top < 0) start.current.scrollIntoView();
  };
  const showAll = useCallback(() => setFilter(NO_FILTER), []);
  useHash(showAll);
  const found = findComponents(groups, filter);
  const blocks = useMemo(() => types.find(({ name }) => name === "Block")?.type.split("|") ?? [], [types]);
  const linked = useMemo(
    () => new Set([...types.map(({ name }) => name), ...groups.flatMap(({ components }) => components.map(({ name }) => name))]),
    [types, groups],
  );
  return (
    <>
      <div ref={start} />
      <ComponentBar
        groups={groups.map(({ name }) => name)}
        filter={filter}
        onChange={change}
        count={found.reduce((sum, { components }) => sum + components.length, 0)}
      />
      <ComponentIndex groups={found} />
      {found.length === 0 ? (
        <EmptyState
          icon={<SearchX className="size-5" />}
          title="No component matches"
          actions={<Button onClick={showAll}>Show all components</Button>}
        >
          Names and descriptions are searched.
        </EmptyState>
      ) : null}
      {found.map(({ name, components }) => (
        <section key={name} aria-labelledby={`group-${name}`} className="pt-8">
          <h2 id={`group-${name}`} className="pb-4 font-semibold text-ink text-lg">
            {name}
          </h2>
          {components.map((component) => (
            <ComponentEntry key={component.name} component={component} linked={linked} blocks={blocks} isTall={component.isTall} />
          ))}
        </section>
      ))}
      <SharedTypes types={types} linked={linked} />
    </>
  );
}

/** Goes to what the address names, also when the page arrived after the browser looked for it, or when a filter hides it. */
function useHash(showAll: () => void): void {
  useEffect(() => {
    const target = (): HTMLElement | null => document.getElementById(window.location.hash.slice(1));
    const follow = (): void => {
      if (!target()) flushSync(showAll);
      target()?.scrollIntoView();
    };
    target()?.scrollIntoView();
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, [showAll]);
}

"use client";

import { type MouseEvent, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { Citation, ToolStep } from "@/lib/conversations/schema";
import { Sheet } from "../sheet";
import { sourceOfLink } from "./file-links";
import "./cited.css";
import { Passages } from "./passages";

interface CitedProps {
  citations: readonly Citation[];
  /** In which the passages stand. */
  steps: readonly ToolStep[];
  /** The answer, drawn by whichever renderer. */
  children: ReactNode;
}

type FileCitation = Extract<Citation, { type: "file" }>;

/** An answer whose marks are chips: those of pages lead there, those of files open their passages. Files that were cited stand below it. */
export function Cited({ citations, steps, children }: CitedProps) {
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<FileCitation | null>(null);
  const files = useMemo(() => byNumber(citations).filter((citation) => citation.type === "file"), [citations]);
  useEffect(() => (box.current && citations.length > 0 ? markLinks(box.current, citations) : undefined), [citations]);
  const onClick = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const number = sourceOfLink(link?.getAttribute("href") ?? null);
    if (number === null) return;
    event.preventDefault();
    setOpen(files.find((file) => file.number === number) ?? null);
  };
  return (
    <>
      <div ref={box} onClickCapture={onClick}>
        {children}
      </div>
      {files.length > 0 ? (
        <ul aria-label="Cited files" className="flex flex-wrap gap-2">
          {files.map((file) => (
            <li key={file.number}>
              <button
                type="button"
                aria-haspopup="dialog"
                onClick={() => setOpen(file)}
                className="flex h-8 max-w-64 cursor-pointer items-center gap-2 rounded-control border border-line bg-surface px-2.5 text-[13px] text-ink-soft hover:bg-hover hover:text-ink pointer-coarse:h-11"
              >
                <span className="text-accent tabular-nums">{file.number}</span>
                <span className="truncate">{file.filename}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <Sheet open={open !== null} onClose={() => setOpen(null)} side="right" label="Passages">
        {open ? <Passages fileId={open.fileId} filename={open.filename} steps={steps} /> : null}
      </Sheet>
    </>
  );
}

function byNumber(citations: readonly Citation[]): Citation[] {
  const first = new Map<number, Citation>();
  for (const citation of citations) if (!first.has(citation.number)) first.set(citation.number, citation);
  return [...first.values()].sort((one, other) => one.number - other.number);
}

/** Marks the links that are citations, whenever the renderer draws: they get a look and a name. Returns what ends that. */
function markLinks(box: HTMLElement, citations: readonly Citation[]): () => void {
  const named = new Map(byNumber(citations).map((citation) => [String(citation.number), nameOf(citation)]));
  const mark = () => {
    for (const link of box.querySelectorAll("a:not([data-citation])")) {
      const name = named.get(link.textContent ?? "");
      if (name === undefined) continue;
      link.setAttribute("data-citation", "");
      link.setAttribute("aria-label", name);
      link.setAttribute("title", name);
    }
  };
  mark();
  const changes = new MutationObserver(mark);
  changes.observe(box, { childList: true, subtree: true });
  return () => changes.disconnect();
}

function nameOf(citation: Citation): string {
  if (citation.type === "file") return `Source ${citation.number}: ${citation.filename}`;
  return `Source ${citation.number}: ${citation.title}, ${new URL(citation.url).hostname}`;
}

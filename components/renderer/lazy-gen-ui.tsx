"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { GenUIBoundary } from "./gen-ui-boundary";
import type { GenUIProps } from "./gen-ui-props";
import { RawFallback } from "./raw-fallback";
import { type RendererName, useRendererName } from "./renderer-choice";

const LOADERS = { thesys: () => import("@/components/renderer/gen-ui"), openui: () => import("@/components/renderer/openui/open-ui") };
const RENDERERS = {
  thesys: dynamic(LOADERS.thesys, { ssr: false, loading: () => <GenUISkeleton /> }),
  openui: dynamic(LOADERS.openui, { ssr: false, loading: () => <GenUISkeleton /> }),
};

/** Fetches the renderer while nobody waits for it. */
export function preloadGenUI(name: RendererName): void {
  // A failure here costs nothing: rendering tries again and shows it.
  LOADERS[name]().catch(() => undefined);
}

/** The renderer, loaded when first needed. Whatever goes wrong inside it, or in loading it, ends as the readable raw answer. */
export function LazyGenUI(props: Omit<GenUIProps, "onError">): ReactNode {
  const Renderer = RENDERERS[useRendererName()];
  const [failedWith, setFailedWith] = useState<string | null>(null);
  const fallback = <RawFallback response={props.response} />;
  if (failedWith === props.response) return fallback;
  return (
    <GenUIBoundary fallback={fallback} resetKey={props.response}>
      <Renderer {...props} onError={() => setFailedWith(props.response)} />
    </GenUIBoundary>
  );
}

/** Stands where a typical answer will: a heading, a chart, a few rows. Its height keeps the page from jumping. */
export function GenUISkeleton() {
  return (
    <div className="flex min-h-64 flex-col gap-3 py-1" aria-hidden="true">
      <Skeleton className="h-5 w-2/5" />
      <Skeleton className="h-3.5 w-3/5" />
      <div className="mt-2 flex h-40 items-end gap-3">
        {["h-16", "h-24", "h-20", "h-32", "h-28", "h-36"].map((height) => (
          <Skeleton key={height} className={`${height} flex-1`} />
        ))}
      </div>
    </div>
  );
}

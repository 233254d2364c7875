import { createElement, useState } from "react";

interface PictureProps {
  src: string;
  alt: string;
  className?: string;
}

/** A picture of this site; its description where there is none, it cannot be loaded, or it lies elsewhere and would tell of the reader. */
export function Picture({ src, alt, className = "max-h-96 rounded-card object-cover" }: PictureProps) {
  const [failedSrc, setFailedSrc] = useState<string | null>(null);
  if (!isOwn(src) || failedSrc === src)
    return <span className="inline-block rounded-control bg-sunken px-3 py-2 text-[13px] text-ink-soft">{alt || "Picture"}</span>;
  // Neither size nor format is known, so there is nothing that next/image could do for it.
  return createElement("img", { src, alt, className, onError: () => setFailedSrc(src) });
}

function isOwn(src: string): boolean {
  if (src.trim() === "") return false;
  try {
    const url = new URL(src, window.location.href);
    return url.origin === window.location.origin || /^data:image\//i.test(src.trim());
  } catch {
    return false;
  }
}

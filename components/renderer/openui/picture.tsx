import { ImageIcon } from "lucide-react";
import { createElement, useState } from "react";

interface PictureProps {
  src: string;
  alt: string;
  className?: string;
  /** No room for words beside the mark of a picture that is not there. */
  isSmall?: boolean;
}

/** In the place of a picture that is not there: its mark and its description. */
function NoPicture({ alt, className, isSmall }: Required<Omit<PictureProps, "src">>) {
  const place = isSmall ? "" : "min-h-24 flex-col gap-1.5 px-3 py-2 text-center";
  return (
    <span
      data-no-picture=""
      role="img"
      aria-label={alt || "Picture"}
      className={`flex items-center justify-center border border-line bg-sunken text-[13px] text-ink-muted ${place} ${className}`}
    >
      <ImageIcon aria-hidden="true" className="size-5 shrink-0" />
      {isSmall ? null : <span aria-hidden="true">{alt || "Picture"}</span>}
    </span>
  );
}

/** A picture of this site; its description where there is none, it cannot be loaded, or it lies elsewhere and would tell of the reader. */
export function Picture({ src, alt, className = "max-h-96 rounded-card object-cover", isSmall = false }: PictureProps) {
  const [failedSrc, setFailedSrc] = useState<string | null>(null);
  if (!isOwn(src) || failedSrc === src) return <NoPicture alt={alt} className={className} isSmall={isSmall} />;
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

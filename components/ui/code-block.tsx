import { classNames } from "@/components/ui/class-names";
import { CopyButton } from "@/components/ui/copy-button";

interface CodeBlockProps {
  code: string;
  /** Names the block for screen readers and the copy button: "curl example". */
  label: string;
  /** Shown in a bar above the code. */
  title?: string;
  /** Breaks long lines instead of scrolling. */
  wrap?: boolean;
  onCopied?: () => void;
  className?: string;
}

/** Code with a copy button; long lines scroll, by keyboard too. */
export function CodeBlock({ code, label, title, wrap = false, onCopied, className }: CodeBlockProps) {
  const copy = <CopyButton text={code} label={`Copy ${label}`} onCopied={onCopied} />;
  return (
    <div className={classNames("relative overflow-hidden rounded-control border border-line bg-sunken", className)}>
      {title ? (
        <div className="flex h-10 items-center justify-between border-line border-b pr-1 pl-3.5 text-ink-muted text-xs">
          {title}
          {copy}
        </div>
      ) : (
        <div className="absolute top-1 right-1 z-10 rounded-control bg-sunken">{copy}</div>
      )}
      <section aria-label={label} tabIndex={0} className="focus-inset max-h-96 overflow-auto">
        <pre
          className={classNames(
            "p-3.5 font-mono text-[13px] text-ink leading-5.5",
            wrap ? "wrap-anywhere whitespace-pre-wrap" : "w-max min-w-full",
            !title && "pr-12",
          )}
        >
          <code>{code}</code>
        </pre>
      </section>
    </div>
  );
}

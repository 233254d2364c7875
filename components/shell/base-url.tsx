import { CopyButton } from "@/components/ui/copy-button";

/** Where API clients point to, with a copy button. */
export function BaseUrl({ url }: { url: string }) {
  return (
    <div className="rounded-control border border-line bg-surface py-1.5 pr-1 pl-3">
      <p className="text-[11px] text-ink-muted">Base URL</p>
      <div className="flex items-center justify-between gap-1">
        <code title={url} className="truncate font-mono text-[11.5px] text-ink">
          {url.replace(/^https?:\/\//, "")}
        </code>
        <CopyButton text={url} label="Copy base URL" className="-my-1" />
      </div>
    </div>
  );
}

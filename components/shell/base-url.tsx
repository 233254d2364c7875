import { CopyButton } from "@/components/ui/copy-button";

/** Where API clients point to, with a copy button. */
export function BaseUrl({ url }: { url: string }) {
  const { host, pathname } = new URL(url);
  return (
    <div className="rounded-control border border-line bg-surface py-1.5 pr-0.5 pl-3">
      <p className="text-[11px] text-ink-muted">Base URL</p>
      <div className="flex items-center justify-between gap-0.5">
        <code title={url} className="wrap-anywhere min-w-0 font-mono text-[11px] text-ink leading-4">
          {host}
          <wbr />
          {pathname}
        </code>
        <CopyButton text={url} label="Copy base URL" className="-mt-3" />
      </div>
    </div>
  );
}

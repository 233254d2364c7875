"use client";

import { Database, FileText, Globe, type LucideIcon, Wrench, X } from "lucide-react";
import { Spinner } from "@/components/ui/spinner";
import type { AttachedFile, HostedTools } from "./use-hosted-tools";

/** What is on for the next request, above the message: each can be taken away. */
export function ToolChips({ tools: { offer, hosted, change, files } }: { tools: HostedTools }) {
  const chips: { key: string; icon: LucideIcon; label: string; off: () => void }[] = [
    ...(hosted.webSearch ? [{ key: "web", icon: Globe, label: "Web search", off: () => change({ ...hosted, webSearch: false }) }] : []),
    ...hosted.mcpServers.map((label) => ({
      key: `mcp ${label}`,
      icon: Wrench,
      label,
      off: () => change({ ...hosted, mcpServers: hosted.mcpServers.filter((other) => other !== label) }),
    })),
    ...hosted.stores.map((id) => ({
      key: id,
      icon: Database,
      label: offer.stores.find((store) => store.id === id)?.name ?? "Files",
      off: () => change({ ...hosted, stores: hosted.stores.filter((other) => other !== id) }),
    })),
  ];
  if (chips.length === 0 && files.length === 0) return null;
  return (
    <ul aria-label="Tools of the next answer" className="flex flex-wrap gap-2 px-4 pt-3">
      {chips.map(({ key, icon: Icon, label, off }) => (
        <li key={key} className="flex min-w-0 items-center rounded-control border border-line bg-sunken pl-2.5 text-[13px] text-ink">
          <Icon aria-hidden="true" className="size-3.5 shrink-0 text-accent" />
          <span className="max-w-48 truncate pl-2">{label}</span>
          <button
            type="button"
            aria-label={`Turn ${label} off`}
            onClick={off}
            className="focus-inset grid size-8 shrink-0 cursor-pointer place-items-center rounded-control text-ink-muted hover:text-ink pointer-coarse:size-11"
          >
            <X aria-hidden="true" className="size-3.5" />
          </button>
        </li>
      ))}
      {files.map((file) => (
        <FileChip key={file.key} file={file} />
      ))}
    </ul>
  );
}

const STATES: Record<AttachedFile["state"], string> = { sending: "being sent", reading: "being read", ready: "ready", failed: "failed" };

function FileChip({ file: { name, state, problem } }: { file: AttachedFile }) {
  const isBusy = state === "sending" || state === "reading";
  return (
    <li className="flex h-8 min-w-0 items-center gap-2 rounded-control border border-line bg-surface px-2.5 text-[13px] text-ink">
      {isBusy ? <Spinner className="[&>svg]:size-3.5" /> : <FileText aria-hidden="true" className="size-3.5 shrink-0 text-ink-muted" />}
      <span className="max-w-48 truncate">{name}</span>
      <span
        role="status"
        className={state === "failed" ? "truncate text-danger" : "shrink-0 text-ink-muted text-xs"}
        title={problem ?? undefined}
      >
        {problem ?? STATES[state]}
      </span>
    </li>
  );
}

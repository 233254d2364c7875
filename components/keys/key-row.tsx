"use client";

import { Ban, CornerDownRight, Ellipsis, Gauge, Pencil, Power, RefreshCw } from "lucide-react";
import Link from "next/link";
import { Expiry } from "@/components/keys/expiry";
import type { ListedKey } from "@/components/keys/list-order";
import { isIdle, managesKeys, policyInWords } from "@/components/keys/key-words";
import { StateBadge } from "@/components/keys/state-badge";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { LabelledCell } from "@/components/ui/labelled-cell";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { RelativeTime } from "@/components/ui/relative-time";
import type { KeyView } from "@/lib/keys/schema";
import { toSearch } from "@/lib/usage/filter";

export interface RowActions {
  onRename: (key: KeyView) => void;
  onToggle: (key: KeyView) => void;
  onLimit: (key: KeyView) => void;
  onRotate: (key: KeyView) => void;
  onEndGrace: (key: KeyView) => void;
  onRevoke: (key: KeyView) => void;
}

/** One key: a table row from 768 px, a card below that. */
export function KeyRow({ listed, actions }: { listed: ListedKey; actions: RowActions | null }) {
  const { key } = listed;
  return (
    <div
      role="row"
      data-key={key.id}
      className="relative grid grid-cols-2 gap-x-4 gap-y-3 border-line border-b px-4 py-4 last:border-b-0 md:table-row md:hover:bg-sunken"
    >
      <NameCell listed={listed} />
      <LabelledCell label="Key">
        <code className="font-mono text-[12.5px] text-ink-soft">
          {key.start}…{key.last4}
        </code>
      </LabelledCell>
      <LabelledCell label="State">
        <StateBadge state={key.state} />
      </LabelledCell>
      <LabelledCell label="Last used">
        {key.lastUsedAt ? <RelativeTime at={key.lastUsedAt} /> : <span className="text-ink-muted">Never</span>}
        {isIdle(key) ? <span className="block text-warning text-xs">Idle for 30 days</span> : null}
        {key.requests24h > 0 ? (
          <Link
            href={`/logs${toSearch({ key: key.id })}`}
            className="block min-h-6 w-fit text-ink-muted text-xs underline underline-offset-2"
          >
            {key.requests24h.toLocaleString("en")} in 24 h
          </Link>
        ) : null}
      </LabelledCell>
      <LabelledCell label="Expires">
        <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1 md:flex-nowrap">
          {key.state === "revoked" ? <span className="text-ink-muted">Ended</span> : <Expiry at={key.expiresAt} />}
          {key.state === "rotating" && actions ? (
            <Button size="sm" aria-label={`End now: grace period of ${key.name}, …${key.last4}`} onClick={() => actions.onEndGrace(key)}>
              End now
            </Button>
          ) : null}
        </span>
      </LabelledCell>
      <div role="cell" className="absolute top-3 right-2 md:static md:table-cell md:py-2 md:align-middle md:pr-3 md:text-right">
        {key.state === "revoked" || !actions ? null : <RowMenu target={key} actions={actions} />}
      </div>
    </div>
  );
}

function NameCell({ listed: { key, replaced } }: { listed: ListedKey }) {
  const ended = key.state === "revoked" || key.state === "expired";
  return (
    <div role="cell" className="col-span-2 pr-10 md:table-cell md:w-full md:py-3 md:align-middle md:pr-4 md:pl-5">
      <div className={classNames("flex items-start gap-2", replaced && "md:pl-1")}>
        {replaced ? <CornerDownRight aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-ink-muted" /> : null}
        <div className="min-w-0">
          <Link
            href={`/keys/${key.id}`}
            className={classNames(
              "wrap-anywhere inline-block min-h-6 font-medium text-sm underline decoration-line-strong underline-offset-2 hover:decoration-ink",
              ended ? "text-ink-soft" : "text-ink",
            )}
          >
            {key.name}
          </Link>
          <p className="mt-0.5 break-words text-ink-muted text-xs leading-relaxed">
            {replaced ? "Replaced by the key above" : policyInWords(key)} · created <RelativeTime at={key.createdAt} /> by{" "}
            {key.createdByName}
          </p>
        </div>
      </div>
    </div>
  );
}

function RowMenu({ target, actions }: { target: KeyView; actions: RowActions }) {
  const disabled = target.state === "disabled";
  const live = target.state === "active" || target.state === "suspended" || disabled;
  return (
    <Menu label={`Actions for ${target.name}, …${target.last4}`} square trigger={<Ellipsis aria-hidden="true" className="size-4" />}>
      <MenuItem icon={<Pencil />} onSelect={() => actions.onRename(target)}>
        Rename
      </MenuItem>
      {managesKeys(target) ? null : (
        <MenuItem icon={<Gauge />} onSelect={() => actions.onLimit(target)}>
          Limits
        </MenuItem>
      )}
      {live ? (
        <>
          {target.state === "suspended" ? null : (
            <MenuItem icon={<Power />} onSelect={() => actions.onToggle(target)}>
              {disabled ? "Enable" : "Disable"}
            </MenuItem>
          )}
          <MenuItem icon={<RefreshCw />} disabled={disabled} onSelect={() => actions.onRotate(target)}>
            Rotate
          </MenuItem>
        </>
      ) : null}
      <MenuSeparator />
      <MenuItem icon={<Ban />} tone="danger" onSelect={() => actions.onRevoke(target)}>
        Revoke
      </MenuItem>
    </Menu>
  );
}

"use client";

import { ExternalLink, Share2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { RemoveDialog } from "@/components/ui/remove-dialog";
import { TEXT_LINK } from "@/components/ui/text-link";
import type { SharedPageEntry } from "@/lib/shared-pages/schema";
import Link from "next/link";
import { addressOf } from "./address";
import type { SharingActions } from "./sharing";

interface SharedListProps {
  pages: SharedPageEntry[];
  origin: string;
  unshare: SharingActions["unshare"];
}

/** Everything that one shares, each with its link and the way to take it back. */
export function SharedList({ pages, origin, unshare }: SharedListProps) {
  const router = useRouter();
  const [leaving, setLeaving] = useState<SharedPageEntry | null>(null);
  return (
    <Card flush>
      {pages.length === 0 ? (
        <EmptyState
          icon={<Share2 className="size-5" />}
          title="Nothing is shared"
          actions={
            <Link href="/playground" className={buttonClass({ variant: "primary" })}>
              Open the playground
            </Link>
          }
        >
          A thread is shared from its header, and an answer from its own views.
        </EmptyState>
      ) : (
        <ul aria-label="Shared pages" className="divide-y divide-line">
          {pages.map((page) => (
            <SharedRow key={page.id} page={page} origin={origin} onUnshare={() => setLeaving(page)} />
          ))}
        </ul>
      )}
      {leaving ? (
        <RemoveDialog
          title={`Unshare ${leaving.title}?`}
          consequence="Its link leads nowhere from now on, and pages that show it in a frame show that it is gone. The thread stays."
          label="Unshare"
          remove={() => unshare(leaving.id)}
          onClose={() => {
            setLeaving(null);
            router.refresh();
          }}
        />
      ) : null}
    </Card>
  );
}

function SharedRow({ page, origin, onUnshare }: { page: SharedPageEntry; origin: string; onUnshare: () => void }) {
  const address = addressOf(origin, page);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-5 py-3">
      <div className="min-w-0 flex-1 basis-60 text-sm">
        <p className="truncate font-medium text-ink" title={page.title}>
          <Link href={`/playground/${page.threadId}`} className={TEXT_LINK}>
            {page.title}
          </Link>
        </p>
        <p className="text-[13px] text-ink-soft">
          {page.isOneAnswer ? "One answer" : "The whole thread"} · shared <RelativeTime at={page.createdAt} /> ·{" "}
          {page.expiresAt === null ? (
            "until it is unshared"
          ) : (
            <>
              ends <RelativeTime at={page.expiresAt} />
            </>
          )}
        </p>
      </div>
      <div className="flex items-center gap-1">
        <CopyButton text={address} label={`Copy link of ${page.title}`} />
        <a
          href={address}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={`Open ${page.title} as shared`}
          title="Open as shared"
          className={buttonClass({ variant: "ghost", size: "sm", square: true })}
        >
          <ExternalLink aria-hidden="true" className="size-4" />
        </a>
        <Button size="sm" aria-label={`Unshare ${page.title}`} onClick={onUnshare}>
          Unshare
        </Button>
      </div>
    </li>
  );
}

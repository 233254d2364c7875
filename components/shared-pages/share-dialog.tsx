"use client";

import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input, Select } from "@/components/ui/field";
import { TEXT_LINK } from "@/components/ui/text-link";
import { useAction } from "@/components/ui/use-action";
import { SHARED_DAYS, SHARED_DAYS_DEFAULT, type SharedPageEntry, type SharePageBody } from "@/lib/shared-pages/schema";
import { addressOf, frameOf } from "./address";
import { useSharing } from "./sharing";

const WHOLE = "Questions and answers of this thread, as they are now, for everybody who has the link.";
const ONE = "This answer and its question, as they are now, for everybody who has the link.";

interface ShareDialogProps {
  threadId: string;
  /** The answer; null for the whole thread. */
  itemId: string | null;
  onClose: () => void;
}

/** Shares a thread or an answer as a page of its own, and then shows its link and how it is put into other pages. */
export function ShareDialog({ threadId, itemId, onClose }: ShareDialogProps) {
  const sharing = useSharing();
  const [days, setDays] = useState<SharePageBody["days"]>(SHARED_DAYS_DEFAULT);
  const [page, setPage] = useState<SharedPageEntry | null>(null);
  const { pending, failure, run } = useAction();
  if (!sharing) return null;
  const share = async () => {
    const result = await run(() => sharing.share({ threadId, itemId, days }));
    if (result?.ok) setPage(result.page);
  };
  const unshare = async () => {
    if (page && (await run(() => sharing.unshare(page.id)))?.ok) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={page ? "Shared" : itemId === null ? "Share this thread" : "Share this answer"}
      description={itemId === null ? WHOLE : ONE}
      footer={
        page ? (
          <>
            <Button variant="ghost" loading={pending} onClick={unshare}>
              Unshare
            </Button>
            <Button variant="primary" onClick={onClose}>
              Done
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" loading={pending} onClick={share}>
              Create link
            </Button>
          </>
        )
      }
    >
      {failure ? (
        <Callout tone="danger" role="alert" className="mb-4">
          {failure.message}
        </Callout>
      ) : null}
      {page ? <SharedLink page={page} origin={sharing.origin} /> : <Terms days={days} onDays={setDays} />}
    </Dialog>
  );
}

function Terms({ days, onDays }: { days: SharePageBody["days"]; onDays: (days: SharePageBody["days"]) => void }) {
  return (
    <div className="flex flex-col gap-4">
      <Field label="The link works for" hint="It can be unshared at any time.">
        <Select value={String(days)} onChange={(event) => onDays(SHARED_DAYS.find((one) => String(one) === event.target.value) ?? null)}>
          {SHARED_DAYS.map((one) => (
            <option key={String(one)} value={String(one)}>
              {one === null ? "As long as it is shared" : one === 1 ? "1 day" : `${one} days`}
            </option>
          ))}
        </Select>
      </Field>
      <p className="text-ink-soft text-sm leading-relaxed">
        Your name, the system prompt, calls of tools and their results, thoughts, and what was typed into forms are left out; what looks
        like a key is made unreadable.
      </p>
    </div>
  );
}

function SharedLink({ page, origin }: { page: SharedPageEntry; origin: string }) {
  const address = addressOf(origin, page);
  return (
    <div className="flex flex-col gap-5">
      <Field label="Link" hint="No search engine lists it, and nobody can guess it.">
        <div className="flex gap-2">
          <Input readOnly value={address} onFocus={(event) => event.target.select()} className="font-mono text-[12.5px]" />
          <CopyButton text={address} label="Copy link" words variant="secondary" size="md" />
        </div>
      </Field>
      <div className="flex flex-col gap-1.5">
        <p className="font-medium text-[13px] text-ink">In a page of yours</p>
        <CodeBlock code={frameOf(origin, page)} label="embed code" wrap />
      </div>
      <p className="text-[13px] text-ink-soft">
        Everything you share is listed under{" "}
        <Link href="/playground/shared-pages" className={TEXT_LINK}>
          Shared pages
        </Link>
        .
      </p>
    </div>
  );
}

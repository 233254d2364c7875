"use client";

import { Ellipsis, GitFork, RotateCw, Share2 } from "lucide-react";
import { useShareDialog } from "@/components/shared-pages/use-share-dialog";
import { Menu, MenuItem } from "@/components/ui/menu";

interface AnswerMenuProps {
  /** What the answer is called on the server; null before it is saved. */
  saved: () => { threadId: string; itemId: string } | null;
  /** Null while nothing can be asked, and for the last answer, which has a button for it. */
  onRegenerate: (() => void) | null;
  onFork: () => void;
}

/** What is done seldom with an answer. */
export function AnswerMenu({ saved, onRegenerate, onFork }: AnswerMenuProps) {
  const sharing = useShareDialog(saved);
  return (
    <>
      <Menu label="More with this answer" square trigger={<Ellipsis aria-hidden="true" className="size-4" />}>
        {onRegenerate ? (
          <MenuItem icon={<RotateCw />} onSelect={onRegenerate}>
            Regenerate from here
          </MenuItem>
        ) : null}
        <MenuItem icon={<GitFork />} onSelect={onFork}>
          Fork a thread from here
        </MenuItem>
        {sharing.open ? (
          <MenuItem icon={<Share2 />} onSelect={sharing.open}>
            Share this answer
          </MenuItem>
        ) : null}
      </Menu>
      {sharing.dialog}
    </>
  );
}

"use client";

import { ClipboardList, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Textarea } from "@/components/ui/field";
import type { Paste } from "../settings-storage";
import { sizeOf } from "./text-size";

interface PasteChipsProps {
  pastes: Paste[];
  onChange: (pastes: Paste[]) => void;
  /** Puts a text into the message itself, where it is typed on. */
  onInline: (paste: Paste) => void;
}

/** Long texts that were pasted, each told by its size; opened, they are read, changed and taken out. All of them are sent, whole. */
export function PasteChips({ pastes, onChange, onInline }: PasteChipsProps) {
  const [openId, setOpenId] = useState<string | null>(null);
  const open = pastes.find(({ id }) => id === openId);
  const without = (id: string) => pastes.filter((paste) => paste.id !== id);
  if (pastes.length === 0) return null;
  return (
    <>
      <ul aria-label="Pasted texts" className="flex flex-wrap gap-2 px-4 pt-3">
        {pastes.map((paste) => (
          <li key={paste.id} className="flex min-w-0 items-center rounded-control border border-line-strong bg-sunken text-[13px]">
            <button
              type="button"
              aria-haspopup="dialog"
              aria-label={`Pasted text, ${sizeOf(paste.text)}: read or change it`}
              onClick={() => setOpenId(paste.id)}
              className="focus-inset flex h-8 min-w-0 cursor-pointer items-center gap-2 rounded-control pr-1 pl-2.5 text-ink hover:bg-hover pointer-coarse:h-11"
            >
              <ClipboardList aria-hidden="true" className="size-3.5 shrink-0 text-accent" />
              <span className="truncate">{firstWords(paste.text)}</span>
              <span className="shrink-0 text-ink-muted text-xs tabular-nums">{sizeOf(paste.text)}</span>
            </button>
            <button
              type="button"
              aria-label={`Remove the pasted text, ${sizeOf(paste.text)}`}
              onClick={() => onChange(without(paste.id))}
              className="focus-inset grid size-8 shrink-0 cursor-pointer place-items-center rounded-control text-ink-muted hover:text-ink pointer-coarse:size-11"
            >
              <X aria-hidden="true" className="size-3.5" />
            </button>
          </li>
        ))}
      </ul>
      {open ? (
        <PasteDialog
          key={open.id}
          paste={open}
          onClose={() => setOpenId(null)}
          onSave={(text) =>
            onChange(text.trim() === "" ? without(open.id) : pastes.map((paste) => (paste === open ? { ...open, text } : paste)))
          }
          onInline={() => onInline(open)}
        />
      ) : null}
    </>
  );
}

interface PasteDialogProps {
  paste: Paste;
  onClose: () => void;
  onSave: (text: string) => void;
  onInline: () => void;
}

function PasteDialog({ paste, onClose, onSave, onInline }: PasteDialogProps) {
  const [text, setText] = useState(paste.text);
  const done = (act: () => void) => () => {
    act();
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Pasted text"
      description={sizeOf(text)}
      size="lg"
      footer={
        <>
          <Button variant="ghost" onClick={done(onInline)}>
            Put into the message
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={done(() => onSave(text))}>
            Save
          </Button>
        </>
      }
    >
      <Field label="Text">
        <Textarea
          value={text}
          rows={16}
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
          className="font-mono text-xs"
        />
      </Field>
    </Dialog>
  );
}

function firstWords(text: string): string {
  return text.trimStart().slice(0, 200).split("\n", 1)[0]?.slice(0, 40) ?? "";
}

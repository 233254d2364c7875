"use client";

import { Pencil } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Textarea } from "@/components/ui/field";
import { unwrapUser } from "@/lib/genui/read/envelope";
import { sizeOf } from "./text-size";
import { sentFields } from "./user-text";

const FOLDED_CHARS = 1_200;
const FOLDED_ROWS = 12;

interface UserMessageProps {
  /** As sent: plain, or in the envelope of a generated button or form. */
  message: string;
  disabled: boolean;
  /** The way to its other versions; null where there are none. */
  versions: ReactNode;
  onEdit: (text: string) => void;
}

/** What the user said, with what a form sent along; editing it runs the thread again from here. */
export function UserMessage({ message, disabled, versions, onEdit }: UserMessageProps) {
  const { text } = unwrapUser(message);
  const fields = sentFields(message);
  const [editing, setEditing] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const close = () => {
    setEditing(false);
    requestAnimationFrame(() => pencil.current?.focus());
  };

  if (editing && !disabled) {
    return (
      <Editor
        text={text}
        onCancel={close}
        onSave={(next) => {
          setEditing(false);
          onEdit(next);
        }}
      />
    );
  }
  return (
    <article aria-label="You" data-question="" className="group flex flex-col items-end gap-1 pt-1">
      <div className="max-w-[85%] rounded-card bg-hover px-4 py-2.5 text-ink text-sm leading-relaxed">
        <Words text={text} />
        {fields.length > 0 ? (
          <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 border-line-strong border-t pt-2 text-[13px]">
            {fields.map(({ name, value }) => (
              <div key={name} className="contents">
                <dt className="text-ink-soft">{name}</dt>
                <dd className="break-words">{value}</dd>
              </div>
            ))}
          </dl>
        ) : null}
      </div>
      <div className="flex items-center">
        <div className="flex opacity-0 transition-opacity duration-100 focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
          <CopyButton text={text} label="Copy message" />
          <Button
            ref={pencil}
            variant="ghost"
            size="sm"
            square
            aria-label="Edit and rerun"
            title="Edit and rerun"
            disabled={disabled}
            onClick={() => setEditing(true)}
          >
            <Pencil aria-hidden="true" className="size-4" />
          </Button>
        </div>
        {versions}
      </div>
    </article>
  );
}

/** A long message is folded, and told by its size. */
function Words({ text }: { text: string }) {
  const [isOpen, setOpen] = useState(false);
  const isLong = text.length > FOLDED_CHARS || text.split("\n", FOLDED_ROWS + 1).length > FOLDED_ROWS;
  if (!isLong) return <p className="whitespace-pre-wrap break-words">{text}</p>;
  const folded = text.slice(0, FOLDED_CHARS).split("\n").slice(0, FOLDED_ROWS).join("\n");
  return (
    <>
      {/* Focusable, so that it can be scrolled by keyboard. */}
      <p
        tabIndex={isOpen ? 0 : undefined}
        className={isOpen ? "max-h-[70vh] overflow-y-auto whitespace-pre-wrap break-words" : "whitespace-pre-wrap break-words"}
      >
        {isOpen ? text : `${folded}…`}
      </p>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="mt-1 min-h-6 cursor-pointer rounded-control text-[13px] text-accent hover:underline pointer-coarse:min-h-11"
      >
        {isOpen ? "Show less" : `Show all (${sizeOf(text)})`}
      </button>
    </>
  );
}

function Editor({ text, onCancel, onSave }: { text: string; onCancel: () => void; onSave: (text: string) => void }) {
  const [value, setValue] = useState(text);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    area.current?.focus();
    area.current?.setSelectionRange(area.current.value.length, area.current.value.length);
  }, []);
  const save = () => {
    if (value.trim() !== "") onSave(value);
  };
  return (
    <form
      aria-label="Edit message"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      className="flex flex-col gap-2 pt-1"
    >
      <Textarea
        ref={area}
        aria-label="Message"
        value={value}
        onChange={(event) => setValue(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onCancel();
          if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          save();
        }}
        className="field-sizing-content max-h-80"
      />
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p className="mr-auto text-ink-muted text-xs">What follows this message stays as another version.</p>
        <Button size="sm" onClick={onCancel}>
          Cancel
        </Button>
        <Button size="sm" variant="primary" type="submit" aria-disabled={value.trim() === "" || undefined}>
          Save and rerun
        </Button>
      </div>
    </form>
  );
}

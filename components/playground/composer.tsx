"use client";

import { ArrowUp, Square } from "lucide-react";
import { type KeyboardEvent, type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { TEXT_CHARS_MAX } from "@/lib/conversations/schema";
import { loadDraft, saveDraft } from "./settings-storage";

const PROMPT_CHARS_MAX = Math.floor(TEXT_CHARS_MAX / 2);

interface ComposerProps {
  ref: Ref<HTMLTextAreaElement>;
  threadId: string | null;
  running: boolean;
  blocked: boolean;
  /** False: nothing was sent, and the text comes back. */
  onSend: (text: string) => Promise<boolean>;
  onStop: () => void;
}

/** Where one writes. Enter sends, Shift+Enter makes a line; what is not sent survives a reload. */
export function Composer({ ref, threadId, running, blocked, onSend, onStop }: ComposerProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState("");
  const empty = text.trim() === "";
  useImperativeHandle(ref, () => area.current as HTMLTextAreaElement, []);

  // The first thread id seen is the one the draft belongs to: a new thread gets its id while it is open.
  const [draftOf] = useState(threadId);
  useEffect(() => {
    setText((typed) => typed || loadDraft(draftOf));
    area.current?.focus({ preventScroll: true });
  }, [draftOf]);

  const change = (next: string) => {
    setText(next);
    saveDraft(draftOf, next);
    if (draftOf === null && threadId !== null) saveDraft(threadId, next);
  };
  const send = async () => {
    if (empty || running || blocked) return;
    change("");
    if (!(await onSend(text))) change(text);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While a word is being composed (Japanese, Chinese…), Enter chooses it.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      className="rounded-card border border-control bg-surface shadow-card has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:outline-accent has-[textarea:focus-visible]:-outline-offset-1"
    >
      <label htmlFor={id} className="sr-only">
        Message
      </label>
      <textarea
        ref={area}
        id={id}
        rows={1}
        value={text}
        maxLength={PROMPT_CHARS_MAX}
        placeholder="Paste data, ask for a form, or ask a question"
        aria-describedby={`${id}-keys`}
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKeyDown}
        className="field-sizing-content block max-h-52 min-h-12 w-full resize-none rounded-t-card bg-transparent px-4 pt-3 pb-1 text-ink text-sm outline-none leading-relaxed placeholder:text-ink-muted pointer-coarse:text-base"
      />
      <div className="flex items-center justify-between gap-3 px-2.5 pb-2.5 pl-4">
        <p id={`${id}-keys`} className="text-ink-muted text-xs">
          <span className="pointer-coarse:hidden">Enter to send, Shift+Enter for a new line</span>
        </p>
        {running ? (
          <Button size="sm" onClick={onStop}>
            <Square aria-hidden="true" className="size-3 fill-current" />
            Stop
          </Button>
        ) : (
          <Button size="sm" variant="primary" type="submit" aria-disabled={empty || blocked || undefined}>
            <ArrowUp aria-hidden="true" className="size-4" />
            Send
          </Button>
        )}
      </div>
    </form>
  );
}

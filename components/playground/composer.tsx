"use client";

import { ArrowUp, Square } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { TEXT_CHARS_MAX } from "@/lib/conversations/schema";
import { loadDraft, saveDraft } from "./settings-storage";

const PROMPT_CHARS_MAX = Math.floor(TEXT_CHARS_MAX / 2);

interface ComposerProps {
  threadId: string | null;
  running: boolean;
  blocked: boolean;
  /** False: nothing was sent, and the text comes back. */
  onSend: (text: string) => Promise<boolean>;
  onStop: () => void;
}

/** Where one writes. Enter sends, Shift+Enter makes a line; what is not sent survives a reload. */
export function Composer({ threadId, running, blocked, onSend, onStop }: ComposerProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const { text, change } = useDraft(threadId);
  const empty = text.trim() === "";

  useEffect(() => area.current?.focus({ preventScroll: true }), []);

  const send = async () => {
    if (empty || running || blocked) return;
    change("");
    if (!(await onSend(text))) change(text);
  };
  const stop = () => {
    onStop();
    // The button goes away; without this the focus would be lost with it.
    area.current?.focus();
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
        {running ? <StopButton onStop={stop} /> : <SendButton off={empty || blocked} />}
      </div>
    </form>
  );
}

function StopButton({ onStop }: { onStop: () => void }) {
  return (
    <Button size="sm" onClick={onStop}>
      <Square aria-hidden="true" className="size-3 fill-current" />
      Stop
    </Button>
  );
}

function SendButton({ off }: { off: boolean }) {
  return (
    <Button size="sm" variant="primary" type="submit" aria-disabled={off || undefined}>
      <ArrowUp aria-hidden="true" className="size-4" />
      Send
    </Button>
  );
}

/** What is being typed, kept over a reload. The first id seen names the draft: a new thread gets its own while it is open. */
function useDraft(threadId: string | null) {
  const [text, setText] = useState("");
  const [draftOf] = useState(threadId);
  useEffect(() => {
    setText((typed) => typed || loadDraft(draftOf));
  }, [draftOf]);
  const change = (next: string) => {
    setText(next);
    saveDraft(draftOf ?? threadId, next);
    if (draftOf === null && next === "") saveDraft(null, "");
  };
  return { text, change };
}

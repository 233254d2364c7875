"use client";

import { ArrowUp, Square } from "lucide-react";
import { type ClipboardEvent, type DragEvent, type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { MESSAGE_BYTES_MAX } from "@/lib/conversations/schema";
import { ToolChips } from "../tools/tool-chips";
import { ToolsButton } from "../tools/tools-button";
import type { HostedTools } from "../tools/use-hosted-tools";
import { PasteChips } from "./paste-chips";
import "@/components/renderer/random-uuid";
import { bytesInWords, bytesOf, sizeOf } from "./text-size";
import { type Draft, messageOf, useDraft } from "./use-draft";

/** A text of so much would hide what is typed, so it becomes a chip. */
const CHIP_CHARS_MIN = 3_000;
const CHIP_ROWS_MIN = 40;

interface ComposerProps {
  threadId: string | null;
  running: boolean;
  blocked: boolean;
  /** False: nothing was sent, and the text comes back. */
  onSend: (text: string) => Promise<boolean>;
  onStop: () => void;
  /** The tools that the next answer may use. */
  tools: HostedTools;
}

/** Where one writes. Enter sends, Shift+Enter makes a line; what is not sent survives a reload, and nothing of it is ever cut. */
export function Composer({ threadId, running, blocked, onSend, onStop, tools }: ComposerProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const { draft, change, announced, onPaste } = usePasting(threadId, area);
  const message = messageOf(draft);
  const problem = problemOf(message);
  const off = message.trim() === "" || problem !== null || blocked;

  useEffect(() => area.current?.focus({ preventScroll: true }), []);

  const send = async () => {
    if (off || running) return;
    change({ text: "", pastes: [] });
    if (!(await onSend(message))) change(draft);
  };
  const stop = () => {
    onStop();
    // The button goes away; without this the focus would be lost with it.
    area.current?.focus();
  };

  return (
    <form
      aria-label="Write a message"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      {...takingFiles(tools)}
      className="rounded-card border border-control bg-surface shadow-card has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:outline-accent has-[textarea:focus-visible]:-outline-offset-1"
    >
      <PasteChips
        pastes={draft.pastes}
        onChange={(pastes) => {
          change({ ...draft, pastes });
          area.current?.focus();
        }}
        onInline={(paste) =>
          change({ text: messageOf({ text: draft.text, pastes: [paste] }), pastes: draft.pastes.filter((other) => other !== paste) })
        }
      />
      <ToolChips tools={tools} />
      <MessageArea {...{ id, area, draft, change, onPaste }} isInvalid={problem !== null} onSend={() => void send()} />
      <p id={`${id}-problem`} role="alert" className="px-4 py-1 text-[13px] text-danger empty:hidden">
        {problem}
      </p>
      <p role="status" className="sr-only">
        {announced}
      </p>
      <div className="flex items-center justify-between gap-3 px-2.5 pb-2.5 pl-4">
        <ToolsButton tools={tools} />
        <p id={`${id}-keys`} className="mr-auto text-ink-muted text-xs">
          <span className="max-sm:hidden pointer-coarse:hidden">Enter to send, Shift+Enter for a new line</span>
        </p>
        {running ? <StopButton onStop={stop} /> : <SendButton off={off} />}
      </div>
    </form>
  );
}

/** What makes an element take files that are dropped on it. */
function takingFiles({ attach }: HostedTools) {
  return {
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer.types.includes("Files")) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      if (event.dataTransfer.files.length === 0) return;
      event.preventDefault();
      void attach([...event.dataTransfer.files]);
    },
  };
}

interface MessageAreaProps {
  id: string;
  area: RefObject<HTMLTextAreaElement | null>;
  draft: Draft;
  change: (draft: Draft) => void;
  isInvalid: boolean;
  onPaste: (event: ClipboardEvent) => void;
  onSend: () => void;
}

function MessageArea({ id, area, draft, change, isInvalid, onPaste, onSend }: MessageAreaProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While a word is being composed (Japanese, Chinese…), Enter chooses it.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onSend();
  };
  return (
    <>
      <label htmlFor={id} className="sr-only">
        Message
      </label>
      <textarea
        ref={area}
        id={id}
        rows={1}
        value={draft.text}
        placeholder="Paste data, ask for a form, or ask a question"
        aria-describedby={`${id}-keys ${id}-problem`}
        aria-invalid={isInvalid || undefined}
        onChange={(event) => change({ ...draft, text: event.target.value })}
        onPaste={onPaste}
        onKeyDown={onKeyDown}
        className="field-sizing-content block max-h-52 min-h-12 w-full resize-none rounded-t-card bg-transparent px-4 pt-3 pb-1 text-ink text-sm outline-none leading-relaxed placeholder:text-ink-muted pointer-coarse:text-base"
      />
    </>
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

/** Why a message can't be sent. Short ones are not measured; what counts is what it is on its way, with escapes. */
function problemOf(message: string): string | null {
  if (message.length * 6 <= MESSAGE_BYTES_MAX) return null;
  const bytes = bytesOf(JSON.stringify(message));
  if (bytes <= MESSAGE_BYTES_MAX) return null;
  return `This message is ${bytesInWords(bytes)}, and the API takes ${bytesInWords(MESSAGE_BYTES_MAX)} at most. Nothing of it was cut: shorten it to send it.`;
}

/** The draft, to which a long text that is pasted is added beside what is typed. */
function usePasting(threadId: string | null, area: RefObject<HTMLTextAreaElement | null>) {
  const { draft, change } = useDraft(threadId);
  const [announced, setAnnounced] = useState("");
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData("text/plain");
    if (text.length < CHIP_CHARS_MIN && text.split("\n", CHIP_ROWS_MIN).length < CHIP_ROWS_MIN) return;
    event.preventDefault();
    // What was selected is replaced, as by any paste.
    const { selectionStart = 0, selectionEnd = 0 } = area.current ?? {};
    const typed = draft.text.slice(0, selectionStart) + draft.text.slice(selectionEnd);
    const next: Draft = { text: typed, pastes: [...draft.pastes, { id: crypto.randomUUID(), text: text.replaceAll("\r\n", "\n") }] };
    change(next);
    setAnnounced(`The pasted text stands above the message: ${sizeOf(text)}.`);
  };
  return { draft, change, announced, onPaste };
}

"use client";

import { Upload } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { classNames } from "@/components/ui/class-names";

interface DropZoneProps {
  /** What can be sent, in words. */
  hint: string;
  /** Sends one file; rejects with a sentence. */
  send: (file: File) => Promise<void>;
  onSent: () => void;
}

/** Takes files that are dropped on it or chosen, and sends one after the other. */
export function DropZone({ hint, send, onSent }: DropZoneProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const { sending, problems, sendAll } = useSending(send, onSent);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void sendAll([...event.dataTransfer.files]);
  };
  return (
    <div className="flex flex-col gap-3">
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={classNames(
          "flex flex-wrap items-center justify-center gap-x-4 gap-y-3 rounded-card border border-dashed px-5 py-8 text-center text-sm",
          isOver ? "border-accent bg-accent-soft text-ink" : "border-line-strong text-ink-soft",
        )}
      >
        <Button loading={sending !== null} onClick={() => input.current?.click()}>
          <Upload aria-hidden="true" className="size-4" />
          Choose files
        </Button>
        <span>{sending === null ? `or drop them here. ${hint}` : `Sending ${sending} …`}</span>
        <input
          ref={input}
          type="file"
          multiple
          tabIndex={-1}
          aria-label="Files to send"
          className="sr-only"
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            event.target.value = "";
            void sendAll(files);
          }}
        />
      </div>
      <Problems problems={problems} />
    </div>
  );
}

/** Sends files one after the other; what one fails with is kept for the person. */
function useSending(send: DropZoneProps["send"], onSent: () => void) {
  const [sending, setSending] = useState<string | null>(null);
  const [problems, setProblems] = useState<Problem[]>([]);
  const sendAll = async (files: File[]) => {
    if (sending !== null || files.length === 0) return;
    setProblems([]);
    for (const file of files) {
      setSending(file.name);
      try {
        await send(file);
      } catch (error) {
        const sentence = error instanceof Error ? error.message : String(error);
        setProblems((known) => [...known, { name: file.name, sentence }]);
      }
    }
    setSending(null);
    onSent();
  };
  return { sending, problems, sendAll };
}

interface Problem {
  name: string;
  sentence: string;
}

function Problems({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <Callout tone="danger" role="alert" title="Not every file was taken">
      <ul>
        {problems.map(({ name, sentence }) => (
          <li key={name}>
            <span className="font-medium">{name}</span>: {sentence}
          </li>
        ))}
      </ul>
    </Callout>
  );
}

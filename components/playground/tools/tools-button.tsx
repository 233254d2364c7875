"use client";

import { Paperclip, Wrench } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Switch } from "@/components/ui/switch";
import { TEXT_LINK } from "@/components/ui/text-link";
import { HOSTED_MAX, type HostedSettings } from "@/lib/conversations/schema";
import type { HostedTools } from "./use-hosted-tools";

/** Opens what the next request may use of the server's tools. */
export function ToolsButton({ tools }: { tools: HostedTools }) {
  const [isOpen, setOpen] = useState(false);
  const { hosted } = tools;
  const count = Number(hosted.webSearch) + hosted.mcpServers.length + hosted.stores.length;
  return (
    <>
      <Button variant="ghost" size="sm" aria-haspopup="dialog" onClick={() => setOpen(true)} className="-ml-2">
        <Wrench aria-hidden="true" className="size-3.5" />
        Tools
        {count > 0 ? <span className="text-accent tabular-nums">{count}</span> : null}
      </Button>
      <Dialog
        open={isOpen}
        onClose={() => setOpen(false)}
        title="Tools"
        description="What the model may use for the next answers of this thread. They run on this server, whichever model answers."
        footer={<Button onClick={() => setOpen(false)}>Done</Button>}
      >
        <Choices tools={tools} />
      </Dialog>
    </>
  );
}

function Choices({ tools: { offer, hosted, change, files, attach } }: { tools: HostedTools }) {
  const set = (part: Partial<HostedSettings>) => change({ ...hosted, ...part });
  const isFull = hosted.stores.length >= HOSTED_MAX;
  return (
    <div className="flex flex-col gap-6">
      <Group title="Web">
        <Switch
          label="Search the web"
          hint={
            offer.webSearch ? (
              "Searches, and reads pages that it found. Answers cite them."
            ) : (
              <NotSetUp what="No search service is set up." />
            )
          }
          checked={hosted.webSearch}
          disabled={!offer.webSearch && !hosted.webSearch}
          onChange={(webSearch) => set({ webSearch })}
        />
      </Group>
      <Group title="MCP servers">
        {offer.mcpServers.length === 0 ? <NotSetUp what="No MCP server is set up." /> : null}
        {offer.mcpServers.map((label) => (
          <Switch
            key={label}
            label={label}
            checked={hosted.mcpServers.includes(label)}
            onChange={(isOn) => set({ mcpServers: toggled(hosted.mcpServers, label, isOn) })}
          />
        ))}
      </Group>
      <Group title="Files">
        <AddFiles onFiles={(chosen) => void attach(chosen)} />
        {offer.stores.map(({ id, name }) => (
          <Switch
            key={id}
            label={name}
            checked={hosted.stores.includes(id)}
            disabled={isFull && !hosted.stores.includes(id)}
            onChange={(isOn) => set({ stores: toggled(hosted.stores, id, isOn) })}
          />
        ))}
        {files.length > 0 ? <p className="text-[13px] text-ink-soft">The files that you added stand above the message.</p> : null}
        <p className="text-[13px] text-ink-soft">
          Stores and what is in them are on the{" "}
          <Link href="/files" className={TEXT_LINK}>
            Files page
          </Link>
          .
        </p>
      </Group>
    </div>
  );
}

const toggled = (all: readonly string[], one: string, isOn: boolean): string[] =>
  isOn ? [...all.filter((other) => other !== one), one] : all.filter((other) => other !== one);

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-3">
      <h3 className="font-semibold text-[13px] text-ink">{title}</h3>
      {children}
    </section>
  );
}

function NotSetUp({ what }: { what: string }) {
  return (
    <span className="text-[13px] text-ink-soft">
      {what} The owner does that on the{" "}
      <Link href="/tools" className={TEXT_LINK}>
        Tools page
      </Link>
      .
    </span>
  );
}

function AddFiles({ onFiles }: { onFiles: (files: File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="flex flex-wrap items-center gap-3 text-[13px] text-ink-soft">
      <Button size="sm" onClick={() => input.current?.click()}>
        <Paperclip aria-hidden="true" className="size-3.5" />
        Add files
      </Button>
      <span>or drop them on the message. They are read and searched.</span>
      <input
        ref={input}
        type="file"
        multiple
        tabIndex={-1}
        aria-label="Files to search"
        className="sr-only"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = "";
          onFiles(files);
        }}
      />
    </div>
  );
}

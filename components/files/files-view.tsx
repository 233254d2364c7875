"use client";

import { FileText } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { DropZone } from "@/components/files/drop-zone";
import { type FileEntry, sizeInWords, type StoreEntry } from "@/components/files/file-entry";
import { FileList } from "@/components/files/file-list";
import { makeStore, removeFile, removeStore, sendFile } from "@/components/files/files-api";
import { StoreBar } from "@/components/files/store-bar";
import { StoreSearch } from "@/components/files/store-search";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { RemoveDialog } from "@/components/ui/remove-dialog";
import type { ActionFailure } from "@/components/ui/use-action";

/** How often the list is read again while files are being read. */
const LOOK_MS = 1_000;

interface FilesViewProps {
  stores: StoreEntry[];
  /** The one that is shown; null before there is any. */
  storeId: string | null;
  files: FileEntry[];
  /** False for whoever only looks. */
  mayChange: boolean;
  fileBytesMax: number;
  keptBytes: number;
  quotaBytes: number;
}

/** The files of a store: dropped, watched while they are read, searched and removed. */
export function FilesView({ stores, storeId, files, mayChange, fileBytesMax, keptBytes, quotaBytes }: FilesViewProps) {
  const router = useRouter();
  const [removed, setRemoved] = useState<FileEntry | null>(null);
  useLooking(files);
  const store = stores.find(({ id }) => id === storeId);
  const send = async (file: File) => void (await sendFile(storeId ?? (await makeStore("Files")), file));
  const leaveStore = async () => {
    if (storeId) await removeStore(storeId);
    router.push("/files");
    router.refresh();
  };
  return (
    <div className="flex flex-col gap-6">
      <StoreBar stores={stores} storeId={storeId} mayChange={mayChange} />
      {store?.isExpired ? <Callout tone="warning">This store has expired: it is not searched any more.</Callout> : null}
      {mayChange ? (
        <DropZone
          hint={`PDF, Word, HTML, Markdown, CSV, JSON and text, up to ${sizeInWords(fileBytesMax)}.`}
          send={send}
          onSent={() => router.refresh()}
        />
      ) : null}
      <Card
        title="In this store"
        description={`${sizeInWords(keptBytes)} of ${sizeInWords(quotaBytes)} are kept in all stores.`}
        flush
        actions={
          mayChange && store && files.length === 0 ? (
            <Button size="sm" onClick={() => void leaveStore()}>
              Remove store
            </Button>
          ) : undefined
        }
      >
        {files.length === 0 ? (
          <EmptyState heading="h3" icon={<FileText className="size-5" />} title="No file yet" className="border-line border-t">
            {mayChange ? "Drop one above. It can be searched as soon as it is read." : "Members of this workspace put files here."}
          </EmptyState>
        ) : (
          <FileList files={files} onRemove={mayChange ? setRemoved : null} />
        )}
      </Card>
      {mayChange && storeId !== null && !store?.isExpired && files.length > 0 ? <StoreSearch key={storeId} storeId={storeId} /> : null}
      {removed ? (
        <RemoveDialog
          title={`Remove ${removed.name}?`}
          consequence="It is deleted, and found in no store any more. Answers that quote it stay as they are."
          remove={() => asAction(removeFile(removed.id))}
          onClose={() => {
            setRemoved(null);
            router.refresh();
          }}
        />
      ) : null}
    </div>
  );
}

async function asAction(work: Promise<void>): Promise<{ ok: true } | ActionFailure> {
  try {
    await work;
    return { ok: true };
  } catch (error) {
    return { ok: false, reason: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}

/** Reads the list again while files in it are being read. */
function useLooking(files: readonly FileEntry[]): void {
  const router = useRouter();
  const isReading = files.some(({ status }) => status === "in_progress");
  useEffect(() => {
    if (!isReading) return;
    const timer = setInterval(() => router.refresh(), LOOK_MS);
    return () => clearInterval(timer);
  }, [isReading, router]);
}

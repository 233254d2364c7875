import type { Metadata } from "next";
import type { FileEntry } from "@/components/files/file-entry";
import { FilesHeader } from "@/components/files/files-header";
import { FilesView } from "@/components/files/files-view";
import { Page } from "@/components/shell/page";
import { may } from "@/lib/auth/permissions";
import { requireSession } from "@/lib/auth/session";
import { env } from "@/lib/env";
import { keptBytes } from "@/lib/files/queries";
import { listStoreFiles, listStores } from "@/lib/vector-stores/queries";
import { isExpired, type StoreFileRow } from "@/lib/vector-stores/schema";

export const metadata: Metadata = { title: "Files" };

const STORES_MAX = 200;
const FILES_MAX = 500;
const NEWEST = { order: "desc", after: null, before: null } as const;

export default async function FilesPage({ searchParams }: { searchParams: Promise<{ store?: string | string[] }> }) {
  const { principal, workspace } = await requireSession();
  const [stores, kept, { store: asked }] = await Promise.all([
    listStores(principal, { ...NEWEST, limit: STORES_MAX }),
    keptBytes(principal.workspaceId),
    searchParams,
  ]);
  const rows = stores?.rows ?? [];
  const shown = rows.find(({ id }) => id === asked) ?? rows[0];
  const files = shown ? await listStoreFiles(shown.id, { ...NEWEST, limit: FILES_MAX, status: null, batchId: null }) : null;
  const { FILES_BYTES_MAX, FILES_QUOTA_BYTES } = env();
  return (
    <Page>
      <FilesHeader />
      <FilesView
        stores={rows.map((row) => ({ id: row.id, name: row.name, isExpired: isExpired(row) }))}
        storeId={shown?.id ?? null}
        files={(files?.rows ?? []).map(toEntry)}
        mayChange={may(workspace.role, "requests.make")}
        fileBytesMax={FILES_BYTES_MAX}
        keptBytes={kept}
        quotaBytes={FILES_QUOTA_BYTES}
      />
    </Page>
  );
}

function toEntry({ fileId, file, status, errorMessage, createdAt }: StoreFileRow): FileEntry {
  return { id: fileId, name: file.filename, bytes: file.bytes, status, problem: errorMessage, addedAt: createdAt.toISOString() };
}

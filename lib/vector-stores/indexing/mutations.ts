import { instanceId } from "@/lib/instance-id";
import { prisma } from "@/lib/prisma";
import { withLongValue } from "@/lib/prisma/long-value";
import type { Passage } from "@/lib/reading/document";
import { searchable } from "@/lib/reading/searchable";
import type { Prisma } from "@/prisma/generated/client";

/** Longer than reading and keeping a file can take. */
const CLAIM_SECONDS = 180;
/** A process that has been silent for so long has left its claims behind. */
const SILENCE_SECONDS = 10;
/** A file that ended the process which read it so often is not tried again. */
const ATTEMPTS_MAX = 3;
const TRANSACTION = { maxWait: 10_000, timeout: 60_000 };
const PASSAGES_AT_ONCE = 200;

export interface Claim {
  storeId: string;
  fileId: string;
  filename: string;
  bytes: number;
  chunkTokens: number;
  chunkOverlap: number;
  /** What the store's owner has set. */
  language: string | null;
}

/**
 * Takes the file that has waited longest, for this process and a bounded time; null when none waits. What a process that died had taken is
 * free at once when its heart has stopped, at the latest when its time is over.
 */
export async function claimFile(): Promise<Claim | null> {
  await giveUpTroublemakers();
  const [claim] = await prisma().$queryRaw<Claim[]>`
    UPDATE vector_store_file AS entry
    SET claimed_by = ${instanceId()}, claimed_until = now() + make_interval(secs => ${CLAIM_SECONDS}), attempts = attempts + 1
    FROM file, vector_store AS store
    WHERE file.id = entry.file_id AND store.id = entry.store_id AND (entry.store_id, entry.file_id) = (
      SELECT store_id, file_id FROM vector_store_file AS waiting
      WHERE status = 'in_progress' AND (claimed_until IS NULL OR claimed_until < now() OR EXISTS (
        SELECT 1 FROM instance WHERE id = waiting.claimed_by AND heartbeat_at < now() - make_interval(secs => ${SILENCE_SECONDS})))
      ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING entry.store_id AS "storeId", entry.file_id AS "fileId", file.filename, file.bytes,
      entry.chunk_tokens AS "chunkTokens", entry.chunk_overlap AS "chunkOverlap", store.metadata ->> 'language' AS language`;
  return claim ?? null;
}

async function giveUpTroublemakers(): Promise<void> {
  await prisma().$executeRaw`
    UPDATE vector_store_file SET status = 'failed', error_code = 'server_error', claimed_by = NULL, claimed_until = NULL,
      error_message = 'The server stopped each time it read the file.'
    WHERE status = 'in_progress' AND attempts >= ${ATTEMPTS_MAX} AND claimed_until < now()`;
}

/** Gives a claim back as if it had never been taken, for another process to take it at once. */
export async function releaseClaim({ storeId, fileId }: Claim): Promise<void> {
  await prisma().$executeRaw`
    UPDATE vector_store_file SET claimed_by = NULL, claimed_until = NULL, attempts = attempts - 1
    WHERE store_id = ${storeId} AND file_id = ${fileId} AND status = 'in_progress' AND claimed_by = ${instanceId()}`;
}

/** Keeps what was read of a file, all of it or nothing, if it still waits for that. */
export async function completeFile(claim: Claim, passages: readonly Passage[], language: string): Promise<void> {
  const { storeId, fileId } = claim;
  await prisma().$transaction(async (tx) => {
    if (!(await lockClaimed(tx, claim))) return;
    await tx.$executeRaw`DELETE FROM vector_store_chunk WHERE store_id = ${storeId} AND file_id = ${fileId}`;
    for (let first = 0; first < passages.length; first += PASSAGES_AT_ONCE)
      await insertPassages(tx, claim, language, first, passages.slice(first, first + PASSAGES_AT_ONCE));
    await tx.$executeRaw`
      UPDATE vector_store_file SET status = 'completed', language = ${language}, claimed_by = NULL, claimed_until = NULL,
        error_code = NULL, error_message = NULL, usage_bytes = (
          SELECT coalesce(sum(octet_length(text)), 0) FROM vector_store_chunk WHERE store_id = ${storeId} AND file_id = ${fileId})
      WHERE store_id = ${storeId} AND file_id = ${fileId}`;
  }, TRANSACTION);
}

/** Notes why a file can't be searched, if it still waits for that. */
export async function failFile({ storeId, fileId }: Claim, code: string, message: string): Promise<void> {
  await prisma().$executeRaw`
    UPDATE vector_store_file SET status = 'failed', error_code = ${code}, error_message = ${message}, claimed_by = NULL, claimed_until = NULL
    WHERE store_id = ${storeId} AND file_id = ${fileId} AND status = 'in_progress' AND claimed_by = ${instanceId()}`;
}

async function lockClaimed(tx: Prisma.TransactionClient, { storeId, fileId }: Claim): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`
    SELECT 1 FROM vector_store_file
    WHERE store_id = ${storeId} AND file_id = ${fileId} AND status = 'in_progress' AND claimed_by = ${instanceId()} FOR UPDATE`;
  return rows.length > 0;
}

async function insertPassages(
  tx: Prisma.TransactionClient,
  { storeId, fileId }: Claim,
  language: string,
  first: number,
  passages: readonly Passage[],
): Promise<void> {
  const rows = passages.map(({ text, heading, page }, index) => ({
    position: first + index,
    text,
    heading,
    page,
    words: searchable(text),
    title: searchable(heading ?? ""),
  }));
  await withLongValue(
    Buffer.from(JSON.stringify(rows)),
    (value) => tx.$executeRaw`
      INSERT INTO vector_store_chunk (store_id, file_id, position, text, heading, page, search)
      SELECT ${storeId}, ${fileId}, position, text, heading, page,
        array_to_tsvector(ARRAY[${storeId}::text]) || setweight(to_tsvector(${language}::regconfig, title), 'A')
          || to_tsvector(${language}::regconfig, words)
      FROM json_to_recordset(${value}::json)
        AS row (position int, text text, heading text, page int, words text, title text)`,
  );
}

import { readFileBytes } from "@/lib/files/queries";
import { log } from "@/lib/log";
import { LANGUAGES } from "@/lib/reading/language";
import { readFile } from "@/lib/reading/read-file";
import { messageOf } from "@/lib/text";
import { type Claim, claimFile, completeFile, failFile, releaseClaim } from "./mutations";

/**
 * Reads files that wait to be searched, one after the other, until none waits. An abort gives back what was begun. Each file ends as it
 * deserves and never this: what goes wrong here is logged, and the file waits for another try.
 */
export async function indexWaitingFiles(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const claim = await claimFile();
    if (!claim) return;
    try {
      await indexFile(claim, signal);
    } catch (error) {
      if (!signal.aborted) log.warn({ err: messageOf(error), fileId: claim.fileId }, "a file could not be read for searching");
      if (!signal.aborted) return;
      await releaseClaim(claim);
    }
  }
}

async function indexFile(claim: Claim, signal: AbortSignal): Promise<void> {
  const { fileId, filename, bytes, chunkTokens, chunkOverlap } = claim;
  const content = await readFileBytes({ id: fileId, bytes });
  // The file was deleted meanwhile, and what is known of it in the store with it.
  if (!content) return;
  const result = await readFile(content, { filename, size: { tokensMax: chunkTokens, overlapTokens: chunkOverlap } }, signal);
  if (!result.ok) return failFile(claim, result.code, result.message);
  await completeFile(claim, result.passages, known(claim.language) ?? known(result.language) ?? "simple");
}

const known = (language: string | null): string | null => (language !== null && LANGUAGES.includes(language) ? language : null);

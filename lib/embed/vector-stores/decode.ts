import { AUTO_CHUNKS, type Attributes, type ChunkSize, type NewStoreFile } from "@/lib/vector-stores/schema";
import type { ChunkingStrategy } from "./schema";

interface FileOptions {
  attributes?: Attributes | null | undefined;
  chunking_strategy?: ChunkingStrategy | null | undefined;
}

/** A file as it is to be put into a store. */
export function toStoreFile(fileId: string, { attributes, chunking_strategy: strategy }: FileOptions): NewStoreFile {
  return { fileId, attributes: attributes ?? {}, ...chunkSize(strategy) };
}

function chunkSize(strategy: ChunkingStrategy | null | undefined): ChunkSize {
  if (strategy?.type !== "static") return AUTO_CHUNKS;
  return { chunkTokens: strategy.static.max_chunk_size_tokens, chunkOverlap: strategy.static.chunk_overlap_tokens };
}

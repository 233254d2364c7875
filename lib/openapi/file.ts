import { z } from "zod/v4";

const seconds = z.int().describe("Seconds since 1970");
const listOf = <Entry extends z.ZodType>(entry: Entry) =>
  z.object({ object: z.literal("list"), data: z.array(entry), first_id: z.string(), last_id: z.string(), has_more: z.boolean() });
const deleted = <Name extends string>(object: Name) => z.object({ id: z.string(), object: z.literal(object), deleted: z.literal(true) });

export const FileResource = z.object({
  id: z.string(),
  object: z.literal("file"),
  bytes: z.int(),
  created_at: seconds,
  expires_at: seconds.optional(),
  filename: z.string(),
  purpose: z.enum(["assistants", "user_data", "vision"]),
  status: z.literal("processed"),
});

export const FileList = listOf(FileResource);
export const DeletedFile = deleted("file");

const FileCounts = z.object({
  in_progress: z.int(),
  completed: z.int(),
  failed: z.int(),
  cancelled: z.int(),
  total: z.int(),
});

export const VectorStoreResource = z.object({
  id: z.string(),
  object: z.literal("vector_store"),
  created_at: seconds,
  name: z.string(),
  description: z.string().optional(),
  usage_bytes: z.int().describe("Of the text that is searched"),
  file_counts: FileCounts,
  status: z.enum(["in_progress", "completed", "expired"]),
  expires_after: z.object({ anchor: z.literal("last_active_at"), days: z.int() }).optional(),
  expires_at: seconds.nullable(),
  last_active_at: seconds,
  metadata: z.record(z.string(), z.string()),
});

export const VectorStoreList = listOf(VectorStoreResource);
export const DeletedStore = deleted("vector_store.deleted");

const AttributeValues = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

export const VectorStoreFileResource = z.object({
  id: z.string(),
  object: z.literal("vector_store.file"),
  created_at: seconds,
  vector_store_id: z.string(),
  status: z.enum(["in_progress", "completed", "cancelled", "failed"]),
  last_error: z.object({ code: z.enum(["server_error", "unsupported_file", "invalid_file"]), message: z.string() }).nullable(),
  usage_bytes: z.int(),
  attributes: AttributeValues,
  chunking_strategy: z.object({
    type: z.literal("static"),
    static: z.object({ max_chunk_size_tokens: z.int(), chunk_overlap_tokens: z.int() }),
  }),
});

export const VectorStoreFileList = listOf(VectorStoreFileResource);
export const DeletedStoreFile = deleted("vector_store.file.deleted");

export const ContainerResource = z.object({
  id: z.string(),
  object: z.literal("container"),
  created_at: seconds,
  name: z.string(),
  status: z.enum(["running", "expired"]),
  expires_after: z.object({ anchor: z.literal("last_active_at"), minutes: z.int() }),
  last_active_at: seconds,
  memory_limit: z.literal("1g"),
  network_policy: z.object({ type: z.literal("disabled") }),
});

export const ContainerList = listOf(ContainerResource);
export const DeletedContainer = deleted("container.deleted");

export const ContainerFileResource = z.object({
  id: z.string(),
  object: z.literal("container.file"),
  created_at: seconds,
  container_id: z.string(),
  bytes: z.int(),
  path: z.string(),
  source: z.enum(["user", "assistant"]),
});

export const ContainerFileList = listOf(ContainerFileResource);
export const DeletedContainerFile = deleted("container.file.deleted");

export const FileBatch = z.object({
  id: z.string(),
  object: z.literal("vector_store.files_batch"),
  created_at: seconds,
  vector_store_id: z.string(),
  status: z.enum(["in_progress", "completed", "cancelled"]),
  file_counts: FileCounts,
});

const page = <Name extends string, Entry extends z.ZodType>(object: Name, entry: Entry) =>
  z.object({ object: z.literal(object), data: z.array(entry), has_more: z.boolean(), next_page: z.string().nullable() });

export const FileContentPage = page(
  "vector_store.file_content.page",
  z.object({
    type: z.literal("text"),
    text: z.string(),
    position: z.int(),
    heading: z.string().optional(),
    page: z.int().optional(),
  }),
);

export const SearchPage = page(
  "vector_store.search_results.page",
  z.object({
    file_id: z.string(),
    filename: z.string(),
    score: z.number().min(0).max(1),
    attributes: AttributeValues,
    content: z.array(z.object({ type: z.literal("text"), text: z.string() })),
  }),
).extend({ search_query: z.array(z.string()) });

import { z } from "zod/v4";
import { objectOf, optional, refusal, text } from "@/lib/parameter";
import type { Attributes } from "@/lib/vector-stores/schema";
import { FilterSchema } from "@/lib/vector-stores/search/filter";
import { ListQuery } from "../list-query";
import { PlainMetadata } from "../metadata-schema";

export const FILES_MAX = 2_000;
const NAME_CHARS_MAX = 256;
const ATTRIBUTES_MAX = 16;
const KEY_CHARS_MAX = 64;
const VALUE_CHARS_MAX = 512;
const QUERY_CHARS_MAX = 4_096;
const QUERIES_MAX = 8;

const DAYS = z.strictObject({ anchor: z.literal("last_active_at"), days: z.int().min(1).max(365) });

const StaticChunks = z
  .strictObject({ max_chunk_size_tokens: z.int().min(100).max(4_096), chunk_overlap_tokens: z.int().min(0).max(2_048) })
  .refine((size) => size.chunk_overlap_tokens * 2 <= size.max_chunk_size_tokens, {
    ...refusal("invalid_value", "Invalid 'chunk_overlap_tokens': passages may overlap by half of 'max_chunk_size_tokens' at most."),
    path: ["chunk_overlap_tokens"],
  });

const ChunkingStrategy = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("auto") }),
  z.strictObject({ type: z.literal("static"), static: StaticChunks }),
]);

const AttributeValue = z.union([z.string().max(VALUE_CHARS_MAX), z.number(), z.boolean()]);

/** What files are found by: at most 16, keys of 64 characters, texts of 512. */
export const AttributesSchema: z.ZodType<Attributes> = objectOf<Attributes[string]>()
  .superRefine((attributes, context) => {
    const entries = Object.entries<unknown>(attributes);
    if (entries.length > ATTRIBUTES_MAX) {
      context.addIssue({ code: "too_big", origin: "record", maximum: ATTRIBUTES_MAX, input: attributes });
      return;
    }
    for (const [key, value] of entries) {
      const path = [key];
      if (key.length > KEY_CHARS_MAX || key === "__proto__" || key.includes("\0"))
        context.addIssue({ code: "custom", ...refusal("invalid_value", "A key of 'attributes' is too long or not allowed."), path });
      for (const issue of AttributeValue.safeParse(value).error?.issues ?? []) context.addIssue({ ...issue, path });
    }
  })
  .meta({ type: "object", maxProperties: ATTRIBUTES_MAX, propertyNames: { maxLength: KEY_CHARS_MAX } });

const StoreFields = {
  name: optional(text(NAME_CHARS_MAX)),
  description: optional(text(VALUE_CHARS_MAX)),
  metadata: optional(PlainMetadata),
  expires_after: optional(DAYS),
};

const FileId = text(64);

/** The body of `POST /v1/embed/vector_stores`; none at all is as good as `{}`. */
export const CreateStoreBody = z.strictObject({
  ...StoreFields,
  file_ids: optional(z.array(FileId).max(FILES_MAX)),
  chunking_strategy: optional(ChunkingStrategy),
});

export const UpdateStoreBody = z.strictObject(StoreFields);

const FileFields = { attributes: optional(AttributesSchema), chunking_strategy: optional(ChunkingStrategy) };

export const AddFileBody = z.strictObject({ file_id: FileId, ...FileFields });

export const UpdateFileBody = z.strictObject({ attributes: AttributesSchema.nullable() });

export const CreateBatchBody = z
  .strictObject({
    file_ids: optional(z.array(FileId).min(1).max(FILES_MAX)),
    files: optional(z.array(AddFileBody).min(1).max(FILES_MAX)),
    ...FileFields,
  })
  .refine(({ file_ids, files }) => (file_ids ?? files) && !(file_ids && files), {
    ...refusal("invalid_value", "Name the files either in 'file_ids' or in 'files'."),
    path: ["file_ids"],
  });

const Ranker = z.enum(["none", "auto", "default-2024-11-15", "default_2024_11_15"]);

export const RankingOptions = z.strictObject({ ranker: optional(Ranker), score_threshold: optional(z.number().min(0).max(1)) });

const Query = z.string().min(1).max(QUERY_CHARS_MAX);

export const SearchBody = z.strictObject({
  query: z.union([Query, z.array(Query).min(1).max(QUERIES_MAX)]),
  filters: optional(FilterSchema),
  max_num_results: optional(z.int().min(1).max(50)),
  ranking_options: optional(RankingOptions),
  rewrite_query: optional(z.boolean()),
});

export type ChunkingStrategy = z.output<typeof ChunkingStrategy>;

export const StoreListQuery = ListQuery.extend({ before: z.string().max(256).optional() });

export const StoreFileListQuery = StoreListQuery.extend({
  filter: z.enum(["in_progress", "completed", "failed", "cancelled"]).optional(),
});

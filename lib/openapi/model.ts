import { z } from "zod/v4";

/** A model that can be asked for. */
export const Model = z.object({
  id: z.string(),
  object: z.literal("model"),
  created: z.int().describe("Seconds since 1970"),
  owned_by: z.string(),
  name: z.string(),
  context_length: z.int().nullable().describe("Tokens that it reads, its answer among them; null where that is not known"),
  max_completion_tokens: z.int().nullable(),
  capabilities: z.array(z.enum(["pictures", "files", "tools", "reasoning", "structured"])),
  pricing: z
    .object({ prompt: z.string(), completion: z.string(), input_cache_read: z.string(), input_cache_write: z.string(), as_of: z.string() })
    .nullable()
    .describe("US dollars for one token by the vendor's list, as decimal text; null where no price is known"),
});

/** The answer of `GET /models`. */
export const ModelList = z.object({ object: z.literal("list"), data: z.array(Model) });

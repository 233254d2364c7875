import { z } from "zod/v4";

/** A model that can be asked for. */
export const Model = z.object({
  id: z.string(),
  object: z.literal("model"),
  created: z.int().describe("Seconds since 1970"),
  owned_by: z.string(),
});

/** The answer of `GET /models`. */
export const ModelList = z.object({ object: z.literal("list"), data: z.array(Model) });

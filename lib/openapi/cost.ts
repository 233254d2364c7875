import { z } from "zod/v4";

/** What this server adds to the usage of an answer. */
export const COST = {
  cost: z.number().nullable().optional().describe("US dollars by the vendor's list price; null where no price is known"),
  cost_details: z
    .object({
      currency: z.literal("USD"),
      cache_saving: z.number().describe("What the provider's cache saved of it; less than 0 where it was only written"),
    })
    .nullable()
    .optional(),
};

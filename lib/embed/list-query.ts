import { z } from "zod/v4";
import { Includable } from "./includable";

/** What part of a list is asked for, as every list takes it. `after` is an id, exclusive, in the order asked for. */
export const ListQuery = z.strictObject({
  limit: z.int().min(1).max(100).default(20),
  order: z.enum(["asc", "desc"]).default("desc"),
  after: z.string().max(256).optional(),
});

/** What is there only when it is asked for: of hosted items. The rest is there anyway, and asking for it changes nothing. */
export const IncludeQuery = z.strictObject({
  include: z.array(Includable).max(16).optional(),
});

export const ItemListQuery = ListQuery.extend(IncludeQuery.shape);

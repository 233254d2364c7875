import { z } from "zod/v4";
import { InputItem } from "@/lib/items/schema";
import { optional, refusal, text } from "@/lib/parameter";
import { PlainMetadata } from "../metadata-schema";

const ITEMS_MAX = 20;

const Title = optional(text(256));

/** The body of `POST /v1/embed/conversations`; none at all is as good as `{}`. */
export const CreateConversationBody = z.strictObject({
  items: optional(z.array(InputItem).max(ITEMS_MAX)),
  metadata: optional(PlainMetadata),
  title: Title,
});
export type CreateConversationBody = z.infer<typeof CreateConversationBody>;

/** The body of `POST /v1/embed/conversations/{id}`. */
export const UpdateConversationBody = z
  .strictObject({ metadata: optional(PlainMetadata), title: Title })
  .refine(({ metadata, title }) => metadata !== undefined || title !== undefined, {
    ...refusal("missing_required_parameter", "Missing required parameter: 'metadata'."),
    path: ["metadata"],
  });

/** The body of `POST /v1/embed/conversations/{id}/items`. */
export const CreateItemsBody = z.strictObject({ items: z.array(InputItem).min(1).max(ITEMS_MAX) });

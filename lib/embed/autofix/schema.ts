import { z } from "zod/v4";

/** A part or a whole of a message that only matters when it is text. */
const Message = z.looseObject({ role: z.string().max(64), content: z.unknown().optional() });

/** The body of `POST /v1/autofix`; members nobody knows are ignored, as chat requests are sent here as they are. */
export const AutofixBody = z.looseObject({
  messages: z.array(Message).min(1).max(2_000),
  library: z.unknown().optional(),
  model: z.unknown().optional(),
  stream: z.boolean().nullish(),
});
export type AutofixBody = z.output<typeof AutofixBody>;

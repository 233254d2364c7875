import type { z } from "zod/v4";

/** What the document says of an endpoint beside what its declaration knows. */
export interface Operation {
  id: string;
  tag: "Chat" | "Models" | "Responses" | "Conversations";
  summary: string;
  description?: string;
  query?: z.ZodObject;
  answer: z.ZodType;
  /** What each event of a streamed answer holds. */
  event?: z.ZodType;
}

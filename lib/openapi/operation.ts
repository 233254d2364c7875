import type { z } from "zod/v4";

/** What the document says of an endpoint beside what its declaration knows. */
export interface Operation {
  id: string;
  tag: "Chat" | "Models" | "Responses" | "Conversations" | "Files" | "Vector stores" | "Containers" | "Organization";
  summary: string;
  description?: string;
  query?: z.ZodObject;
  /** What headers of the request mean something, by name. */
  headers?: Record<string, string>;
  /** Null where it is a file. */
  answer: z.ZodType | null;
  /** The media types that the file may have. */
  files?: readonly string[];
  /** What each event of a streamed answer holds. */
  event?: z.ZodType;
}

export const IDEMPOTENCY: Operation["headers"] = {
  "Idempotency-Key": "Names the request: sent again under the same name within 24 hours, it gets what the first one made.",
};

import { z } from "zod/v4";
import { ERRORS, type ErrorCode } from "@/lib/errors";

/** The body of every answer that is an error. */
export const ErrorAnswer = z.object({
  error: z.object({
    message: z.string(),
    type: z.enum([...new Set(Object.values(ERRORS).map(({ type }) => type))]),
    param: z.string().nullable(),
    code: z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]),
  }),
});

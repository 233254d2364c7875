import { z } from "zod/v4";

export const FrontendToken = z.object({
  token: z.string().describe("For browsers: in the header `x-thesys-frontend-token`, or as a bearer"),
  expires_at: z.int().describe("Seconds since 1970"),
});

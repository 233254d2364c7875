import { z } from "zod/v4";

const SECONDS_MIN = 60;
const SECONDS_MAX = 86_400;

const id = z.string().min(1).max(256);

/** The body of `POST /v1/frontend-tokens`. */
export const CreateTokenBody = z.strictObject({
  user_id: id.describe("What your program calls its user; the token sees and changes what is theirs"),
  app_id: id.nullish().describe("Keeps what the user has in one of your apps apart from the others"),
  expires_in_seconds: z.int().min(SECONDS_MIN).max(SECONDS_MAX).default(3_600),
});

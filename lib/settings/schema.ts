import { z } from "zod/v4";

/** What the owner can change while the server runs. Each has a default, so that a new one needs no migration. */
export const Settings = z.object({
  /** Whether strangers may make themselves an account. */
  signUpOpen: z.boolean().default(false).catch(false),
});
export type Settings = z.output<typeof Settings>;

import { z } from "zod/v4";
import { DisplayName, Email, NewPassword } from "@/lib/auth/schema";

/** A user to be created. Without a password they can sign in only by a link or a provider. */
export const CreateUserBody = z.strictObject({
  email: Email.nullable(),
  name: DisplayName.nullable().default(null),
  password: NewPassword.nullable().default(null),
  role: z.enum(["owner", "member"]).default("member"),
});
export type CreateUserBody = z.input<typeof CreateUserBody>;

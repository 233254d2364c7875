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

/** What a stranger fills in to get an account. */
export const SignUpBody = z.object({ email: Email, name: DisplayName, password: NewPassword });

/** What a workspace is called: 1 to 80 characters on one line. */
export const WorkspaceName = DisplayName.pipe(z.string().min(1));

/** What a user may say of themselves; an empty address means none. */
export const ProfileBody = z.object({ name: DisplayName, email: z.union([z.literal("").transform(() => null), Email]) });

/** Why something typed into a form was not taken, and at which field to say so; null means the form as a whole. */
export interface Refusal<Field extends string> {
  ok: false;
  reason: string;
  field: Field | null;
  message: string;
}

import { z } from "zod/v4";

/** Text a person typed: no control characters (Postgres takes no NUL) and no half of a surrogate pair. */
const PlainText = z.string().refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), "It contains characters that cannot be stored.");

const EMAIL_LENGTH_MAX = 254;
const PASSWORD_LENGTH_MIN = 10;
export const PASSWORD_LENGTH_MAX = 200;

/** An e-mail address, lower-cased; ASCII only, so that look-alike characters cannot stand for another address. */
export const Email = PlainText.max(EMAIL_LENGTH_MAX, "The e-mail address is too long.")
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.email("This is not an e-mail address."));

/** A person's name; empty becomes null. */
export const DisplayName = PlainText.max(200, "The name is too long.")
  .transform((text) => text.trim().replace(/\s+/g, " ") || null)
  .pipe(z.string().max(80, "The name is longer than 80 characters.").nullable());

/** A password being chosen; whether it is too easy to guess depends on the account and is `passwordWeakness`. */
export const NewPassword = PlainText.refine((text) => text.length >= PASSWORD_LENGTH_MIN, `Use at least ${PASSWORD_LENGTH_MIN} characters.`)
  .refine((text) => text.length <= PASSWORD_LENGTH_MAX, `Use at most ${PASSWORD_LENGTH_MAX} characters.`)
  .transform((text) => text.normalize("NFC"));

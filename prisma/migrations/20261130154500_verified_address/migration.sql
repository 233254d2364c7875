-- AlterTable
ALTER TABLE "user" ADD COLUMN     "email_verified_at" TIMESTAMPTZ(3);

-- Accounts that whoever runs the server made for others to sign in to through a provider. Those that a provider has signed in already are tied to
-- its identity and need no address; of the rest nobody knows whose word the address is.
UPDATE "user" SET "email_verified_at" = "created_at"
WHERE "email" IS NOT NULL AND "password_hash" IS NULL
  AND NOT EXISTS (SELECT 1 FROM "account" WHERE "account"."user_id" = "user"."id");

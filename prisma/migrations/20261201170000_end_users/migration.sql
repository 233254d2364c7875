ALTER TABLE "conversation" ADD COLUMN "end_user_id" TEXT,
ADD COLUMN "app_id" TEXT;

CREATE INDEX "conversation_end_user_idx" ON "conversation"("workspace_id", "end_user_id", "created_at" DESC, "id" DESC) WHERE "end_user_id" IS NOT NULL;

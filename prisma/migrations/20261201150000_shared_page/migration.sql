CREATE TABLE "shared_page" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "item_id" TEXT,
    "title" TEXT NOT NULL,
    "turns" JSON NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "shared_page_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "shared_page_token_key" ON "shared_page"("token");
CREATE INDEX "shared_page_workspace_id_user_id_created_at_id_idx" ON "shared_page"("workspace_id", "user_id", "created_at" DESC, "id");
CREATE INDEX "shared_page_conversation_id_idx" ON "shared_page"("conversation_id");
CREATE INDEX "shared_page_expires_at_idx" ON "shared_page"("expires_at");

ALTER TABLE "shared_page" ADD CONSTRAINT "shared_page_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "shared_page" ADD CONSTRAINT "shared_page_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "shared_page" ADD CONSTRAINT "shared_page_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

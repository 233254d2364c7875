-- CreateIndex
CREATE INDEX "conversation_workspace_id_is_thread_created_at_id_idx" ON "conversation"("workspace_id", "is_thread", "created_at" DESC, "id" DESC);

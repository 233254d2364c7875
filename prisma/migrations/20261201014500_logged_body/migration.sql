-- AlterTable
ALTER TABLE "usage_record" ADD COLUMN     "finish" TEXT,
ADD COLUMN     "reasoning_tokens" INTEGER;

-- AlterTable
ALTER TABLE "usage_hour" ADD COLUMN     "reasoning_tokens" BIGINT NOT NULL DEFAULT 0;

-- Workspaces that were there before were told that nothing of what is said is kept: for them it stays so until they choose.
ALTER TABLE "workspace" ADD COLUMN     "log_bodies" TEXT NOT NULL DEFAULT 'off',
ADD COLUMN     "log_days" INTEGER NOT NULL DEFAULT 14;
ALTER TABLE "workspace" ALTER COLUMN "log_bodies" SET DEFAULT 'on';

-- CreateTable
CREATE TABLE "logged_body" (
    "request_id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "body" JSON NOT NULL,
    "words" tsvector NOT NULL,

    CONSTRAINT "logged_body_pkey" PRIMARY KEY ("request_id")
);

-- CreateIndex
CREATE INDEX "logged_body_workspace_id_created_at_idx" ON "logged_body"("workspace_id", "created_at");

-- CreateIndex
CREATE INDEX "logged_body_words_idx" ON "logged_body" USING GIN ("words");

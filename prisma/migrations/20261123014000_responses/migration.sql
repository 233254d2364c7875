-- AlterTable
ALTER TABLE "conversation" ADD COLUMN     "is_thread" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "locked_by" TEXT,
ADD COLUMN     "locked_until" TIMESTAMPTZ(3);

-- Until now every conversation was a thread of the playground.
UPDATE "conversation" SET "is_thread" = true;

-- AlterTable
ALTER TABLE "conversation_item" DROP CONSTRAINT "conversation_item_pkey",
ADD COLUMN     "deleted_at" TIMESTAMPTZ(3),
ALTER COLUMN "item" SET DATA TYPE JSON,
ALTER COLUMN "details" SET DATA TYPE JSON,
ADD CONSTRAINT "conversation_item_pkey" PRIMARY KEY ("conversation_id", "id");

-- CreateTable
CREATE TABLE "response" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "user_id" TEXT,
    "key_id" TEXT,
    "status" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "previous_response_id" TEXT,
    "conversation_id" TEXT,
    "background" BOOLEAN NOT NULL,
    "body" JSON NOT NULL,
    "instance_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "response_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "response_item" (
    "response_id" TEXT NOT NULL,
    "is_output" BOOLEAN NOT NULL,
    "position" INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "item" JSON NOT NULL,

    CONSTRAINT "response_item_pkey" PRIMARY KEY ("response_id","is_output","position")
);

-- CreateTable
CREATE TABLE "response_events" (
    "response_id" TEXT NOT NULL,
    "first_sequence" INTEGER NOT NULL,
    "events" JSON NOT NULL,

    CONSTRAINT "response_events_pkey" PRIMARY KEY ("response_id","first_sequence")
);

-- CreateTable
CREATE TABLE "instance" (
    "id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeat_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "instance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotent_request" (
    "workspace_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "body_hash" BYTEA NOT NULL,
    "response_id" TEXT,
    "status" INTEGER,
    "answer" JSON,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotent_request_pkey" PRIMARY KEY ("workspace_id","key")
);

-- CreateIndex
CREATE INDEX "response_workspace_id_created_at_id_idx" ON "response"("workspace_id", "created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "response_created_at_idx" ON "response"("created_at");

-- CreateIndex
CREATE INDEX "response_instance_id_idx" ON "response"("instance_id");

-- CreateIndex
CREATE INDEX "response_item_id_idx" ON "response_item"("id");

-- CreateIndex
CREATE INDEX "instance_heartbeat_at_idx" ON "instance"("heartbeat_at");

-- CreateIndex
CREATE INDEX "idempotent_request_created_at_idx" ON "idempotent_request"("created_at");

-- CreateIndex
CREATE INDEX "conversation_item_id_idx" ON "conversation_item"("id");

-- AddForeignKey
ALTER TABLE "response" ADD CONSTRAINT "response_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "response_item" ADD CONSTRAINT "response_item_response_id_fkey" FOREIGN KEY ("response_id") REFERENCES "response"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "response_events" ADD CONSTRAINT "response_events_response_id_fkey" FOREIGN KEY ("response_id") REFERENCES "response"("id") ON DELETE CASCADE ON UPDATE CASCADE;

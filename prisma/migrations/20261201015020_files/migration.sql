-- CreateTable
CREATE TABLE "file" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "user_id" TEXT,
    "filename" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file_content" (
    "file_id" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "file_content_pkey" PRIMARY KEY ("file_id","part")
);

-- CreateTable
CREATE TABLE "vector_store" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "expires_days" INTEGER,
    "last_active_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "vector_store_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "vector_store_file" (
    "store_id" TEXT NOT NULL,
    "file_id" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'in_progress',
    "error_code" TEXT,
    "error_message" TEXT,
    "usage_bytes" INTEGER NOT NULL DEFAULT 0,
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "chunk_tokens" INTEGER NOT NULL,
    "chunk_overlap" INTEGER NOT NULL,
    "language" TEXT,
    "claimed_by" TEXT,
    "claimed_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "vector_store_file_pkey" PRIMARY KEY ("store_id","file_id")
);

-- CreateTable
CREATE TABLE "vector_store_chunk" (
    "store_id" TEXT NOT NULL,
    "file_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "heading" TEXT,
    "page" INTEGER,
    "search" tsvector NOT NULL,

    CONSTRAINT "vector_store_chunk_pkey" PRIMARY KEY ("store_id","file_id","position")
);

-- CreateTable
CREATE TABLE "vector_store_batch" (
    "id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "file_ids" TEXT[],
    "cancelled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "vector_store_batch_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "file_workspace_id_created_at_id_idx" ON "file"("workspace_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "file_expires_at_idx" ON "file"("expires_at");

-- CreateIndex
CREATE INDEX "vector_store_workspace_id_created_at_id_idx" ON "vector_store"("workspace_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "vector_store_file_file_id_idx" ON "vector_store_file"("file_id");

-- CreateIndex
CREATE INDEX "vector_store_file_store_id_created_at_file_id_idx" ON "vector_store_file"("store_id", "created_at" DESC, "file_id" DESC);

-- CreateIndex
CREATE INDEX "vector_store_file_status_created_at_idx" ON "vector_store_file"("status", "created_at");

-- CreateIndex
CREATE INDEX "vector_store_chunk_search_idx" ON "vector_store_chunk" USING GIN ("search");

-- CreateIndex
CREATE INDEX "vector_store_batch_store_id_idx" ON "vector_store_batch"("store_id");

-- AddForeignKey
ALTER TABLE "file" ADD CONSTRAINT "file_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_content" ADD CONSTRAINT "file_content_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vector_store" ADD CONSTRAINT "vector_store_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vector_store_file" ADD CONSTRAINT "vector_store_file_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "vector_store"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vector_store_file" ADD CONSTRAINT "vector_store_file_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vector_store_chunk" ADD CONSTRAINT "vector_store_chunk_store_id_file_id_fkey" FOREIGN KEY ("store_id", "file_id") REFERENCES "vector_store_file"("store_id", "file_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vector_store_batch" ADD CONSTRAINT "vector_store_batch_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "vector_store"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is in files is mostly compressed already.
ALTER TABLE "file_content" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;

-- CreateTable
CREATE TABLE "tool_approval" (
    "request_id" TEXT NOT NULL,
    "is_approved" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tool_approval_pkey" PRIMARY KEY ("request_id")
);

-- CreateIndex
CREATE INDEX "tool_approval_created_at_idx" ON "tool_approval"("created_at");

-- CreateTable
CREATE TABLE "usage_day" (
    "workspace_id" TEXT NOT NULL,
    "day" TIMESTAMPTZ(3) NOT NULL,
    "model" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "requests" INTEGER NOT NULL,
    "errors" INTEGER NOT NULL,
    "input_tokens" BIGINT NOT NULL,
    "output_tokens" BIGINT NOT NULL,
    "cached_tokens" BIGINT NOT NULL,
    "reasoning_tokens" BIGINT NOT NULL,
    "cost_micros" BIGINT NOT NULL,
    "saved_micros" BIGINT NOT NULL,
    "unpriced" INTEGER NOT NULL,

    CONSTRAINT "usage_day_pkey" PRIMARY KEY ("workspace_id","day","model","key_id")
);

-- AlterTable
ALTER TABLE "usage_summed_up" ADD COLUMN     "days_until" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "usage_record_workspace_id_endpoint_created_at_request_id_idx" ON "usage_record"("workspace_id", "endpoint", "created_at" DESC, "request_id" DESC);

-- What the log is narrowed down by, where few of many requests fit: each index holds these alone.
CREATE INDEX "usage_record_answering_idx" ON "usage_record"("workspace_id", (coalesce("answered_by", "model")), "created_at" DESC, "request_id" DESC);
CREATE INDEX "usage_record_refused_idx" ON "usage_record"("workspace_id", "created_at" DESC, "request_id" DESC) WHERE "status" >= 400 AND "status" < 500;
CREATE INDEX "usage_record_failed_idx" ON "usage_record"("workspace_id", "created_at" DESC, "request_id" DESC) WHERE "status" >= 500;
CREATE INDEX "usage_record_cut_idx" ON "usage_record"("workspace_id", "finish", "created_at" DESC, "request_id" DESC) WHERE "finish" IN ('length', 'content-filter');

-- CreateTable
CREATE TABLE "usage_hour" (
    "workspace_id" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "model" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "requests" INTEGER NOT NULL,
    "errors" INTEGER NOT NULL,
    "input_tokens" BIGINT NOT NULL,
    "output_tokens" BIGINT NOT NULL,
    "cached_tokens" BIGINT NOT NULL,
    "cost_micros" BIGINT NOT NULL,
    "saved_micros" BIGINT NOT NULL,
    "unpriced" INTEGER NOT NULL,

    CONSTRAINT "usage_hour_pkey" PRIMARY KEY ("workspace_id","hour","model","key_id")
);

-- CreateTable
CREATE TABLE "usage_summed_up" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "usage_summed_up_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "usage_record_created_at_idx" ON "usage_record" USING BRIN ("created_at");

-- CreateTable
CREATE TABLE "usage_begun" (
    "request_id" TEXT NOT NULL,
    "instance_id" TEXT NOT NULL,
    "record" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "usage_begun_pkey" PRIMARY KEY ("request_id")
);


-- CreateTable
CREATE TABLE "search_service" (
    "backend" TEXT NOT NULL,
    "base_url" TEXT,
    "allow_local" BOOLEAN NOT NULL DEFAULT false,
    "secret" BYTEA,
    "last4" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "search_service_pkey" PRIMARY KEY ("backend")
);

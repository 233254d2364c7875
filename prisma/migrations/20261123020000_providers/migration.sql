-- CreateTable
CREATE TABLE "provider_setting" (
    "name" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "base_url" TEXT,
    "allow_local" BOOLEAN NOT NULL DEFAULT false,
    "secret" BYTEA,
    "last4" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "provider_setting_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "model_alias" (
    "id" TEXT NOT NULL,
    "targets" TEXT[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_alias_pkey" PRIMARY KEY ("id")
);

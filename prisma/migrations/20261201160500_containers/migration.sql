CREATE TABLE "container" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "expires_minutes" INTEGER NOT NULL,
    "last_active_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "container_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "container_workspace_id_created_at_id_idx" ON "container"("workspace_id", "created_at" DESC, "id" DESC);
CREATE INDEX "container_last_active_at_idx" ON "container"("last_active_at");

CREATE TABLE "container_file" (
    "id" TEXT NOT NULL,
    "container_id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "container_file_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "container_file_container_id_path_key" ON "container_file"("container_id", "path");

ALTER TABLE "container" ADD CONSTRAINT "container_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "container_file" ADD CONSTRAINT "container_file_container_id_fkey" FOREIGN KEY ("container_id") REFERENCES "container"("id") ON DELETE CASCADE ON UPDATE CASCADE;

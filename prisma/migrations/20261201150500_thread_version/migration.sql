CREATE TABLE "thread_version" (
    "conversation_id" TEXT NOT NULL,
    "after_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "is_shown" BOOLEAN NOT NULL,
    "entries" JSON NOT NULL,
    CONSTRAINT "thread_version_pkey" PRIMARY KEY ("conversation_id", "after_id", "number")
);

ALTER TABLE "thread_version" ADD CONSTRAINT "thread_version_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

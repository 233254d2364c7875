-- AlterTable
ALTER TABLE "instance" ADD COLUMN     "session_at" TIMESTAMPTZ(6),
ADD COLUMN     "session_pid" INTEGER;


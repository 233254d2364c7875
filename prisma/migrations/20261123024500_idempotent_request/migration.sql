-- Requests are remembered for a day only, so none is carried over.
DELETE FROM "idempotent_request";

-- AlterTable
ALTER TABLE "idempotent_request" DROP COLUMN "answer",
DROP COLUMN "response_id",
DROP COLUMN "status",
ADD COLUMN     "created_id" TEXT NOT NULL;

-- AlterTable
ALTER TABLE "usage_record" ADD COLUMN     "cached_tokens" INTEGER,
ADD COLUMN     "cost_micros" INTEGER,
ADD COLUMN     "saved_micros" INTEGER;

-- AlterTable
ALTER TABLE "response" ADD COLUMN     "report" JSON;


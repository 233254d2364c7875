-- An empty list used to stand for every model; from now on it is none.
ALTER TABLE "api_key" ADD COLUMN     "every_model" BOOLEAN NOT NULL DEFAULT false;
UPDATE "api_key" SET "every_model" = true WHERE coalesce(cardinality("models"), 0) = 0;

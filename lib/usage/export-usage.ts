import { dollars, type ExportRow } from "./export";
import type { UsageSummary, UsageSums } from "./schema";

export const USAGE_TABLES = ["time", "model", "key"] as const;
export type UsageTable = (typeof USAGE_TABLES)[number];

/** Returns the rows of one of the tables of a period's usage; times are UTC. */
export async function* usageRows({ series, byModel, byKey }: UsageSummary, table: UsageTable): AsyncGenerator<ExportRow[]> {
  if (table === "time") yield series.map(({ at, ...sums }) => ({ time: at, ...toSums(sums) }));
  else if (table === "model") yield byModel.map(({ model, ...sums }) => ({ model, ...toSums(sums) }));
  else yield byKey.map(({ keyId, keyName, ...sums }) => ({ keyId, keyName, ...toSums(sums) }));
}

function toSums({ costMicros, savedMicros, ...sums }: UsageSums): ExportRow {
  return { ...sums, costDollars: dollars(costMicros), savedDollars: dollars(savedMicros) };
}

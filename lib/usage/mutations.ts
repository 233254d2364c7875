import { prisma } from "@/lib/prisma";
import type { UsageRow } from "./schema";

/** Writes rows in one statement; a request id that is there already is left as it is. */
export async function insertUsage(rows: UsageRow[]): Promise<void> {
  await prisma().usageRecord.createMany({ data: rows, skipDuplicates: true });
}

import { prisma } from "@/lib/prisma";
import type { Settings } from "./schema";

/** Changes one setting for every process at once. The caller checks that the owner asks. */
export async function setSetting<N extends keyof Settings>(name: N, value: Settings[N]): Promise<void> {
  await prisma().setting.upsert({ where: { name }, create: { name, value }, update: { value } });
}

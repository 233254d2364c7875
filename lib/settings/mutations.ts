import type { Actor } from "@/lib/audit/actor";
import { audit } from "@/lib/audit/mutations";
import { prisma } from "@/lib/prisma";
import type { Settings } from "./schema";

/** Changes one setting for every process at once. The caller checks that the owner asks. */
export async function setSetting<N extends keyof Settings>(actor: Actor, name: N, value: Settings[N]): Promise<void> {
  await prisma().$transaction(async (tx) => {
    await tx.setting.upsert({ where: { name }, create: { name, value }, update: { value } });
    await audit(tx, actor, "setting.changed", name, { value });
  });
}

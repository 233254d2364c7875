import { prisma } from "@/lib/prisma";

/** Notes what was decided of a request, before anything runs. Returns false when it was decided already: nothing counts twice. */
export async function noteDecision(requestId: string, isApproved: boolean): Promise<boolean> {
  const { count } = await prisma().toolApproval.createMany({ data: [{ requestId, isApproved }], skipDuplicates: true });
  return count === 1;
}

const AGE_MS = 25 * 3_600_000;

/** Deletes what was decided of requests that are too old to be answered. */
export async function forgetDecisions(): Promise<void> {
  await prisma().toolApproval.deleteMany({ where: { createdAt: { lt: new Date(Date.now() - AGE_MS) } } });
}

import { prisma } from "@/lib/prisma";

/** Whether the database takes statements now. */
export async function databaseAnswers(): Promise<boolean> {
  try {
    await prisma().$queryRaw`SELECT 1`;
    return true;
  } catch {
    return false;
  }
}

import { prisma } from "@/lib/prisma";
import { Settings } from "./schema";

/** The settings in force; anything unset or unreadable has its default. */
export async function getSettings(): Promise<Settings> {
  const rows = await prisma().setting.findMany();
  return Settings.parse(Object.fromEntries(rows.map((row) => [row.name, row.value])));
}

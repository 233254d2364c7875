import type { StoredItem } from "@/lib/generation/item";
import type { Prisma } from "@/prisma/generated/client";

/** In order, without those whose content was deleted. */
export const liveItems = <Select extends Prisma.ConversationItemSelect>(select: Select) =>
  ({ where: { deletedAt: null }, orderBy: { position: "asc" }, select }) as const;

/** Only whole items are ever stored. */
export const toItem = (json: Prisma.JsonValue): StoredItem => json as object as StoredItem;

/** What is made of JSON alone, as the client of the database wants it. */
export const toJson = (value: object): Prisma.InputJsonObject => value;

import { prisma } from "@/lib/prisma";
import type { AliasView, ProviderView } from "./schema";
import { open } from "@/lib/secret-box";

/** What binds a stored key to its row. */
export const contextOf = (name: string): string => `provider:${name}`;

/** Every provider that was set up, by name; without the keys. */
export async function listProviders(): Promise<ProviderView[]> {
  const rows = await prisma().providerSetting.findMany({ orderBy: { name: "asc" } });
  return rows.map(({ name, label, baseUrl, allowLocal, last4, secret }) => ({
    name,
    label,
    baseUrl,
    allowLocal,
    last4,
    isUnreadable: secret !== null && open(secret, contextOf(name)) === null,
  }));
}

export async function listAliases(): Promise<AliasView[]> {
  return prisma().modelAlias.findMany({ orderBy: { id: "asc" }, select: { id: true, targets: true } });
}

interface LoadedProvider extends Pick<ProviderView, "name" | "label" | "baseUrl" | "allowLocal"> {
  apiKey: string | null;
}

/** With the key in the clear, for use in this process only; a key that can't be decrypted is null. */
export async function loadProviders(): Promise<LoadedProvider[]> {
  const rows = await prisma().providerSetting.findMany();
  return rows.map(({ name, label, baseUrl, allowLocal, secret }) => ({
    name,
    label,
    baseUrl,
    allowLocal,
    apiKey: secret && open(secret, contextOf(name)),
  }));
}

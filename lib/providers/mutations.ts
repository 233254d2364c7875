import type { Actor } from "@/lib/audit/actor";
import { audit } from "@/lib/audit/mutations";
import { prisma } from "@/lib/prisma";
import { refuseAddress } from "@/lib/address";
import type { Prisma } from "@/prisma/generated/client";
import { contextOf } from "./queries";
import { type ProviderResult, type SaveAliasBody, type SaveProviderBody, VENDOR_NAMES } from "./schema";
import { seal } from "@/lib/secret-box";

/** A shorter key would be half shown by its last four. */
const SHOWN_KEY_LENGTH_MIN = 12;

/**
 * Sets a provider up, or changes it; looks its address up first. A stored key stays with the address it was typed for, so another address
 * needs it again. The caller checks that the owner asks, and applies it.
 */
export async function saveProvider(actor: Actor, body: SaveProviderBody): Promise<ProviderResult> {
  const { name, label, baseUrl, apiKey, allowLocal } = body;
  const isVendor = (VENDOR_NAMES as readonly string[]).includes(name);
  if (baseUrl === null && !isVendor) return { ok: false, reason: "needs_url" };
  const refusal = baseUrl === null ? null : await refuseAddress(baseUrl, allowLocal);
  if (refusal) return { ok: false, reason: refusal };
  return prisma().$transaction(async (tx) => {
    // Two changes at once, one of the key and one of the address, must not meet.
    await tx.$queryRaw`SELECT 1 FROM provider_setting WHERE name = ${name} FOR UPDATE`;
    const before = await tx.providerSetting.findUnique({ where: { name }, select: { secret: true, baseUrl: true } });
    if (apiKey === null && before?.secret && !isSameAddress(before.baseUrl, baseUrl))
      return { ok: false, reason: "key_for_another_address" };
    const hasKey = apiKey === null ? before?.secret != null : apiKey !== "";
    if (isVendor && !hasKey) return { ok: false, reason: "needs_key" };
    const key =
      apiKey === null
        ? {}
        : {
            secret: apiKey === "" ? null : seal(apiKey, contextOf(name)),
            last4: apiKey.length >= SHOWN_KEY_LENGTH_MIN ? apiKey.slice(-4) : null,
          };
    const data = { label, baseUrl, allowLocal, ...key };
    await tx.providerSetting.upsert({ where: { name }, create: { name, ...data }, update: data });
    await announce(tx);
    await audit(tx, actor, before ? "provider.changed" : "provider.created", name, { label, baseUrl, allowLocal, newKey: apiKey !== null });
    return { ok: true };
  });
}

/** Tells every process, this one too, that what is set up has changed. */
async function announce(tx: Prisma.TransactionClient): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify('provider_bus', '')`;
}

/** Null is the vendor's own. */
function isSameAddress(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return one === other;
  return new URL(one).href.replace(/\/$/, "") === new URL(other).href.replace(/\/$/, "");
}

/** Removes it with its key. */
export async function removeProvider(actor: Actor, name: string): Promise<ProviderResult> {
  return prisma().$transaction(async (tx) => {
    const { count } = await tx.providerSetting.deleteMany({ where: { name } });
    if (count === 0) return { ok: false, reason: "not_found" };
    await announce(tx);
    await audit(tx, actor, "provider.removed", name, null);
    return { ok: true };
  });
}

export async function saveAlias(actor: Actor, { id, targets }: SaveAliasBody): Promise<ProviderResult> {
  return prisma().$transaction(async (tx) => {
    const others = await tx.modelAlias.findMany({
      where: { OR: [{ id: { in: targets } }, { targets: { has: id } }] },
      select: { id: true },
    });
    if (targets.includes(id) || others.some((other) => other.id !== id)) return { ok: false, reason: "alias_loop" };
    await tx.modelAlias.upsert({ where: { id }, create: { id, targets }, update: { targets } });
    await announce(tx);
    await audit(tx, actor, "model_alias.saved", id, { targets });
    return { ok: true };
  });
}

export async function removeAlias(actor: Actor, id: string): Promise<ProviderResult> {
  return prisma().$transaction(async (tx) => {
    const { count } = await tx.modelAlias.deleteMany({ where: { id } });
    if (count === 0) return { ok: false, reason: "not_found" };
    await announce(tx);
    await audit(tx, actor, "model_alias.removed", id, null);
    return { ok: true };
  });
}

import type { Actor } from "@/lib/audit/actor";
import { audit } from "@/lib/audit/mutations";
import { prisma } from "@/lib/prisma";
import { refuseAddress } from "@/lib/address";
import { seal } from "@/lib/secret-box";
import { type Backend, BACKENDS } from "@/lib/tools/web/backends";
import { contextOf } from "./queries";
import type { SaveSearchServiceBody, SearchServiceResult } from "./schema";

/** A shorter key would be half shown by its last four. */
const SHOWN_KEY_LENGTH_MIN = 12;

/**
 * Sets a service up, or changes it; looks its address up first. A stored key stays with the address it was typed for, so another address
 * needs it again. The caller checks that the owner asks, and applies it.
 */
export async function saveSearchService(actor: Actor, body: SaveSearchServiceBody): Promise<SearchServiceResult> {
  const { backend, baseUrl, apiKey, allowLocal } = body;
  const { address, needsKey }: Backend = BACKENDS[backend];
  if (baseUrl === null && address === null) return { ok: false, reason: "needs_url" };
  const refusal = baseUrl === null ? null : await refuseAddress(baseUrl, allowLocal);
  if (refusal) return { ok: false, reason: refusal };
  return prisma().$transaction(async (tx) => {
    // Two changes at once, one of the key and one of the address, must not meet.
    await tx.$queryRaw`SELECT 1 FROM search_service WHERE backend = ${backend} FOR UPDATE`;
    const before = await tx.searchService.findUnique({ where: { backend }, select: { secret: true, baseUrl: true } });
    if (apiKey === null && before?.secret && before.baseUrl !== baseUrl) return { ok: false, reason: "key_for_another_address" };
    const hasKey = apiKey === null ? before?.secret != null : apiKey !== "";
    if (needsKey && !hasKey) return { ok: false, reason: "needs_key" };
    const data = { baseUrl, allowLocal, ...sealed(backend, apiKey) };
    await tx.searchService.upsert({ where: { backend }, create: { backend, ...data }, update: data });
    const diff = { baseUrl, allowLocal, newKey: apiKey !== null };
    await audit(tx, actor, before ? "search_service.changed" : "search_service.created", backend, diff);
    return { ok: true };
  });
}

function sealed(backend: string, apiKey: string | null) {
  if (apiKey === null) return {};
  if (apiKey === "") return { secret: null, last4: null };
  return { secret: seal(apiKey, contextOf(backend)), last4: apiKey.length >= SHOWN_KEY_LENGTH_MIN ? apiKey.slice(-4) : null };
}

/** Removes a service with its key. */
export async function removeSearchService(actor: Actor, backend: string): Promise<SearchServiceResult> {
  return prisma().$transaction(async (tx) => {
    const { count } = await tx.searchService.deleteMany({ where: { backend } });
    if (count === 0) return { ok: false, reason: "not_found" };
    await audit(tx, actor, "search_service.removed", backend, null);
    return { ok: true };
  });
}

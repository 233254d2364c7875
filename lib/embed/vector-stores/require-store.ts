import type { Principal } from "@/lib/principal";
import { findStore } from "@/lib/vector-stores/queries";
import { storeExpired, storeNotFound } from "@/lib/vector-stores/refusals";
import { isExpired, type StoreRow } from "@/lib/vector-stores/schema";
import { stored } from "../storage";

/** Resolves to the caller's store. Throws `vector_store_not_found`. */
export async function requireStore(principal: Principal, id = ""): Promise<StoreRow> {
  const store = await stored(findStore(principal, id));
  if (!store) throw storeNotFound();
  return store;
}

/** The same for a store that is to be used, which one that has expired can't be. */
export async function requireLiveStore(principal: Principal, id = ""): Promise<StoreRow> {
  const store = await requireStore(principal, id);
  if (isExpired(store)) throw storeExpired();
  return store;
}

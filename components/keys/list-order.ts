import type { KeyView } from "@/lib/keys/schema";

export interface ListFilter {
  search: string;
  showRevoked: boolean;
}

/** A key, and whether it stands under the key that replaced it. */
export interface ListedKey {
  key: KeyView;
  replaced: boolean;
}

/** The keys to show, newest first, each that still works beside its successor directly under it. */
export function orderKeys(keys: KeyView[], filter: ListFilter): ListedKey[] {
  const shown = keys.filter((key) => (filter.showRevoked || key.state !== "revoked") && matches(key, filter.search));
  const successors = new Set(shown.map((key) => key.rotatedFrom).filter((id) => id !== null));
  const rotating = new Map(shown.filter((key) => key.state === "rotating" && successors.has(key.id)).map((key) => [key.id, key]));
  const withReplaced = (key: KeyView, replaced: boolean): ListedKey[] => {
    const old = key.rotatedFrom === null ? undefined : rotating.get(key.rotatedFrom);
    return [{ key, replaced }, ...(old ? withReplaced(old, true) : [])];
  };
  return shown.filter((key) => !rotating.has(key.id)).flatMap((key) => withReplaced(key, false));
}

function matches(key: KeyView, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  return [key.name, key.start, key.last4].some((text) => text.toLowerCase().includes(wanted));
}

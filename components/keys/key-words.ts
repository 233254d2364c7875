import type { KeyView } from "@/lib/keys/schema";
import { limitsInWords } from "@/lib/limits/words";

const IDLE_MS = 30 * 86_400_000;

/** Whether nobody would miss a key that works: those are the ones to revoke first. */
export function isIdle({ lastUsedAt, createdAt, state }: Pick<KeyView, "lastUsedAt" | "createdAt" | "state">): boolean {
  return state === "active" && Date.now() - (lastUsedAt ?? createdAt).getTime() > IDLE_MS;
}

/** Returns what a key may use, call and how much. */
export function policyInWords({ models, endpoints, limits }: Pick<KeyView, "models" | "endpoints" | "limits">): string {
  if (managesKeys({ endpoints })) return "Manages keys";
  const parts = [namedInWords(models, "model"), endpoints && namedInWords(endpoints, "endpoint"), limitsInWords(limits)];
  return parts.filter((part) => part).join(" · ");
}

/** Returns a list that a key is kept to: null for every one, an empty list for none. */
export function namedInWords(names: string[] | null, what: string): string {
  if (names === null) return `Every ${what}`;
  return names.length === 0 ? `No ${what}` : `Only ${names.join(", ")}`;
}

/** Whether a key manages keys, and calls no model. */
export function managesKeys({ endpoints }: Pick<KeyView, "endpoints">): boolean {
  return endpoints?.includes("organization") ?? false;
}

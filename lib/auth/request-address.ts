import { AsyncLocalStorage } from "node:async_hooks";

const state = globalThis as typeof globalThis & { vitrineRequestAddress?: AsyncLocalStorage<string | null> };

function storage(): AsyncLocalStorage<string | null> {
  state.vitrineRequestAddress ??= new AsyncLocalStorage();
  return state.vitrineRequestAddress;
}

/**
 * Runs one request's handling with the trusted client address at hand. The server in front of Next calls it, because
 * Next hides the socket from pages and passes on whatever X-Forwarded-For the client sent.
 */
export function withRequestAddress<T>(address: string | null, run: () => T): T {
  return storage().run(address, run);
}

/** The trusted client address of the request being handled; null when no server of ours is in front. */
export function requestAddress(): string | null {
  return storage().getStore() ?? null;
}

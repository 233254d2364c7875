import { AsyncLocalStorage } from "node:async_hooks";
import { processState } from "@/lib/process-state";

interface HandledRequest {
  address: string | null;
  isUnderstood: boolean;
}

const storage = processState<AsyncLocalStorage<HandledRequest>>("request", () => new AsyncLocalStorage());

/**
 * Runs one request's handling with the trusted client address at hand. The server in front of Next calls it, because
 * Next hides the socket from pages and passes on whatever X-Forwarded-For the client sent.
 */
export function withRequestAddress<T>(address: string | null, run: () => T): T {
  return storage().run({ address, isUnderstood: false }, run);
}

/** The trusted client address of the request being handled; null when no server of ours is in front. */
export function requestAddress(): string | null {
  markRequestUnderstood();
  return storage().getStore()?.address ?? null;
}

/**
 * Remembers that code of ours handles the request: what fails from now on is the server's fault. Every page and every action
 * asks for the session or the address first, so none of them needs to think of it.
 */
export function markRequestUnderstood(): void {
  const request = storage().getStore();
  if (request) request.isUnderstood = true;
}

/** Of the request being handled: `isUnderstood` is false while, or because, the framework could not read what was sent. */
export function requestUnderstanding(): Readonly<{ isUnderstood: boolean }> {
  return storage().getStore() ?? { isUnderstood: true };
}

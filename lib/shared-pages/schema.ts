import { z } from "zod/v4";

/** How long a page may be shared for, in days; null is until it is unshared. */
export const SHARED_DAYS = [1, 7, 30, null] as const;
export const SHARED_DAYS_DEFAULT = 30;
export const SHARED_PAGES_MAX = 500;
export const SHARED_CHARS_MAX = 4 * 1024 * 1024;

/** What of a thread a shared page shows: what was asked, and what was answered. */
export const SharedTurn = z.discriminatedUnion("type", [
  z.object({ type: z.literal("user"), text: z.string() }),
  z.object({ type: z.literal("answer"), text: z.string(), model: z.string().nullable() }),
]);
export type SharedTurn = z.output<typeof SharedTurn>;

export const SharePageBody = z.object({
  threadId: z.string().min(1).max(64),
  /** One answer with what it answers; null for the whole thread. */
  itemId: z.string().min(1).max(256).nullable(),
  days: z.union([z.literal(1), z.literal(7), z.literal(30)]).nullable(),
});
export type SharePageBody = z.output<typeof SharePageBody>;

/** What is shared, for whoever shared it. */
export interface SharedPageEntry {
  id: string;
  token: string;
  threadId: string;
  title: string;
  isOneAnswer: boolean;
  /** ISO 8601. */
  createdAt: string;
  expiresAt: string | null;
}

/** What everybody sees who has the link. */
export interface SharedPageContent {
  title: string;
  turns: SharedTurn[];
  /** ISO 8601. */
  createdAt: string;
}

export type SharePageResult = { ok: true; page: SharedPageEntry } | { ok: false; reason: SharePageFailure };
export type SharePageFailure = keyof typeof SHARE_FAILURES;

/** Why a page is not shared, for the person who asked. */
export const SHARE_FAILURES = {
  not_found: "This thread is not there any more.",
  nothing_to_share: "There is no answer to share yet.",
  too_long: "This is too long to be shared as a page. Share one answer of it.",
  too_many: `${SHARED_PAGES_MAX} pages are shared already. Unshare some first.`,
  invalid: "This can't be shared.",
} as const;

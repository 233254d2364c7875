import { z } from "zod/v4";
import type { MemberRole } from "@/lib/principal";

export const Role = z.enum(["owner", "member", "viewer"]) satisfies z.ZodType<MemberRole>;

/** A person of a workspace as its members see them. */
export interface MemberView {
  userId: string;
  name: string | null;
  email: string | null;
  role: MemberRole;
  /** Their account is closed on this server. */
  isDisabled: boolean;
  /** The keys of this workspace that stop working when they go. */
  keyCount: number;
  joinedAt: Date;
}

/** Why a change was not made, with a sentence for whoever asked. */
export const MEMBER_FAILURES = {
  not_found: "There is no such member.",
  last_owner: "A workspace needs an owner. Make somebody else one first.",
  only_workspace: "It is the only workspace you are in, so you cannot leave it.",
} as const satisfies Record<string, string>;

export type MemberResult = { ok: true } | { ok: false; reason: keyof typeof MEMBER_FAILURES };

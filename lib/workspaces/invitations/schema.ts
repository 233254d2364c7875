import { z } from "zod/v4";
import { Email } from "@/lib/auth/schema";
import type { MemberRole } from "@/lib/principal";
import { INVITATION_DAYS } from "./days";
import { Role } from "../members/schema";

export const OPEN_INVITATIONS_MAX = 100;

/** An invitation to be made; with an address, only an account of that address may accept it. */
export const InvitationBody = z.strictObject({
  role: Role,
  email: z.union([z.literal("").transform(() => null), Email]),
  days: z.literal(INVITATION_DAYS),
});

/** An invitation that can still be accepted, as the owners see it. */
export interface InvitationView {
  id: string;
  role: MemberRole;
  email: string | null;
  createdByName: string | null;
  expiresAt: Date;
}

/** What the bearer of a link is told; looking does not use it up. */
export type InvitationState =
  | {
      state: "open";
      id: string;
      workspaceId: string;
      workspaceName: string;
      role: MemberRole;
      email: string | null;
      invitedBy: string | null;
    }
  | { state: "used" | "expired" | "revoked" | "unknown" };

/** Why somebody did not become a member, with a sentence for them. */
export const ACCEPT_FAILURES = {
  unusable: "This invitation cannot be used any more. Ask for a new one.",
  other_address: "This invitation is for another e-mail address.",
  already_member: "You are in this workspace already.",
} as const satisfies Record<string, string>;

export type AcceptResult = { ok: true; workspaceId: string } | { ok: false; reason: keyof typeof ACCEPT_FAILURES };

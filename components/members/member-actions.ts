import type { ActionFailure } from "@/components/ui/use-action";
import type { MemberRole } from "@/lib/principal";

export type MemberChange = { ok: true } | ActionFailure;
/** The token is told once. */
export type InvitationResult = { ok: true; token: string } | ActionFailure;

/** What the members page can ask the server to do, which checks every argument. */
export interface MemberActions {
  invite: (body: { role: MemberRole; email: string; days: number }) => Promise<InvitationResult>;
  revoke: (invitationId: string) => Promise<MemberChange>;
  setRole: (userId: string, role: MemberRole) => Promise<MemberChange>;
  remove: (userId: string) => Promise<MemberChange>;
  leave: () => Promise<MemberChange>;
  rename: (name: string) => Promise<MemberChange>;
}

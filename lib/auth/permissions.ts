import type { MemberRole } from "@/lib/principal";

/** What is done in a workspace, and who may. Looking is for everybody in it, but at the audit. */
export const PERMISSIONS = {
  /** Ask models and keep what was said: the playground, threads, files, and the API in a session. */
  "requests.make": ["owner", "member"],
  "keys.change": ["owner", "member"],
  "tools.change": ["owner"],
  /** Its name, its limits, and what its log keeps. */
  "workspace.change": ["owner"],
  /** Invite, change roles, remove. Leaving needs nobody's permission. */
  "members.change": ["owner"],
  "audit.see": ["owner"],
} as const satisfies Record<string, readonly MemberRole[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether somebody with this role in a workspace may do this there. */
export function may(role: MemberRole, permission: Permission): boolean {
  const roles: readonly MemberRole[] = PERMISSIONS[permission];
  return roles.includes(role);
}

/** What an action answers somebody who may not. */
export const NOT_PERMITTED = {
  ok: false,
  reason: "not_permitted",
  message: "Your role in this workspace does not allow this. An owner of it can change your role.",
} as const;

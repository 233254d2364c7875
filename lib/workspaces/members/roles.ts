import type { MemberRole } from "@/lib/principal";

/** How pages call the roles, and what each is for. */
export const ROLES = {
  owner: { label: "Owner", meaning: "Everything, with members, limits and the audit." },
  member: { label: "Member", meaning: "Asks models, keeps files, makes and changes keys." },
  viewer: { label: "Viewer", meaning: "Looks at keys, usage and logs, and changes nothing." },
} as const satisfies Record<MemberRole, { label: string; meaning: string }>;

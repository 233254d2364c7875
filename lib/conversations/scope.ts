import type { Principal } from "@/lib/principal";

/** The conversations that a caller may see and change: those of the workspace, of an end user their own in their app. */
export function scopeOf({ workspaceId, endUser }: Principal): { workspaceId: string; endUserId?: string; appId?: string | null } {
  return { workspaceId, ...(endUser && { endUserId: endUser.id, appId: endUser.appId }) };
}

import type { Actor } from "@/lib/audit/actor";
import { headers } from "next/headers";
import { requestAddress } from "./request-address";
import { may, type Permission } from "./permissions";
import { requireSession } from "./session";

/** As `sessionActor`; null for somebody whose role in the workspace does not permit this. */
export async function permittedActor(permission: Permission): Promise<Actor | null> {
  const { workspace } = await requireSession();
  return may(workspace.role, permission) ? sessionActor() : null;
}

/** Who is to be written into the audit trail for what a server action does; redirects to the sign-in page when signed out. */
export async function sessionActor(): Promise<Actor & { userId: string }> {
  const { principal } = await requireSession();
  return {
    type: "user",
    userId: principal.userId,
    workspaceId: principal.workspaceId,
    ip: requestAddress(),
    userAgent: (await headers()).get("user-agent")?.slice(0, 400) ?? null,
    requestId: null,
  };
}

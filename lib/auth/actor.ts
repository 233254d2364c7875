import type { Actor } from "@/lib/audit/actor";
import { headers } from "next/headers";
import { requestAddress } from "./request-address";
import { requireSession } from "./session";

/** Who is to be written into the audit trail for what a server action does; redirects to the sign-in page when signed out. */
export async function sessionActor(): Promise<Actor> {
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

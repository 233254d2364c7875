import type { SessionRow } from "@/components/settings/session-list";
import type { UserRow } from "@/components/settings/user-list";
import { deviceName } from "@/lib/auth/device";
import type { SessionView } from "@/lib/auth/queries";
import type { UserView } from "@/lib/workspaces/queries";

const METHODS: Partial<Record<string, string>> = { password: "password", link: "link", github: "GitHub", google: "Google" };

/** A session as plain data for the page. */
export function toSessionRow(session: SessionView, currentId: string): SessionRow {
  return {
    id: session.id,
    device: deviceName(session.userAgent),
    method: METHODS[session.method] ?? session.method,
    address: session.ip ?? "unknown",
    createdAt: session.createdAt.toISOString(),
    lastSeenAt: session.lastSeenAt.toISOString(),
    isCurrent: session.id === currentId,
  };
}

/** A user as plain data for the page. */
export function toUserRow(user: UserView): UserRow {
  const label = user.name ?? user.email ?? "No name";
  return {
    id: user.id,
    label,
    detail: label === user.email ? "" : (user.email ?? ""),
    role: user.role,
    createdAt: user.createdAt.toISOString(),
    isDisabled: user.disabledAt !== null,
  };
}

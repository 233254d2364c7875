/** Who calls: the owner of an API key, or of a session in the browser. */
export interface Principal {
  workspaceId: string;
  userId: string;
  via: { type: "key"; keyId: string; models: string[] | null } | { type: "session"; sessionId: string };
}

/** A signed-in person, as pages and actions see them. */
export interface SessionUser {
  principal: Principal;
  user: { id: string; email: string | null; name: string | null; role: "owner" | "member"; hasPassword: boolean };
  sessionId: string;
}

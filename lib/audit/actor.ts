/** Who makes a change, for the audit: a signed-in user, a management key, whoever runs the command line, or the server itself. */
export interface Actor {
  type: "user" | "key" | "cli" | "system";
  /** Of a key, who made it. */
  userId: string | null;
  keyId?: string;
  workspaceId: string;
  /** The trusted client address. */
  ip: string | null;
  userAgent: string | null;
  requestId: string | null;
}
